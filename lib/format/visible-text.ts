/** A run of plain text, or the name of a character that would otherwise be unseen or reorder its line. */
export type VisibleRun = readonly [text: string, badge: boolean];

// Control (tab excepted), zero-width, bidi, filler and tag characters, and lone surrogates.
// ZWJ is among them: an emoji family is shown in parts, which beats a look-alike identifier.
const UNSEEN =
  /[\0-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|\p{Cs}/gu;

/** Past this many badges in one text the rest become U+FFFD: a hostile line stays cheap to draw. */
const MAX_BADGES = 100;

function badge(character: string, times: number): VisibleRun {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return [times > 1 ? `U+${hex} ×${times}` : `U+${hex}`, true];
}

/** Splits a text so that every unseen character has a badge; equal neighbours share one. */
export function visibleText(text: string): readonly VisibleRun[] {
  if (text.search(UNSEEN) < 0) return text === '' ? [] : [[text, false]];
  const runs: VisibleRun[] = [];
  let from = 0;
  let last = '';
  let times = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const [character] = match;
    const repeats = times > 0 && match.index === from && character === last;
    if (!repeats && times > 0) runs.push(badge(last, times));
    if (!repeats && runs.length >= 2 * MAX_BADGES) {
      runs.push([text.slice(from).replace(UNSEEN, '\ufffd'), false]);
      return runs;
    }
    if (match.index > from) runs.push([text.slice(from, match.index), false]);
    times = repeats ? times + 1 : 1;
    last = character;
    from = match.index + character.length;
  }
  if (times > 0) runs.push(badge(last, times));
  if (from < text.length) runs.push([text.slice(from), false]);
  return runs;
}
