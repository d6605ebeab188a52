import { visibleText } from '@/lib/format/visible-text';

/** JSON as it came, with escapes for what JSON allows to stand raw and a terminal may obey. */
export function plainJson(json: string): string {
  return visibleText(json).every(([, isBadge]) => !isBadge)
    ? json
    : Array.from({ length: json.length }, (_, at) => escapeUnit(json, at)).join('');
}

function escapeUnit(json: string, at: number): string {
  const unit = json.charCodeAt(at);
  const isPlain = unit < 0x7f ? unit >= 0x20 : isSeen(json, at);
  return isPlain ? json.charAt(at) : `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Both halves of a pair are judged as the character that they are. */
function isSeen(json: string, at: number): boolean {
  const unit = json.charCodeAt(at);
  const start = unit >= 0xdc00 && unit < 0xe000 && at > 0 ? at - 1 : at;
  const character = String.fromCodePoint(json.codePointAt(start) ?? 0);
  const isOurs = start === at || character.length === 2;
  return visibleText(isOurs ? character : json.charAt(at)).every(([, isBadge]) => !isBadge);
}
