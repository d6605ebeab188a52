const SYNTAX = /[.*+?^${}()|[\]\\/]/;

function escapedForm(character: string): string {
  const units = Array.from({ length: character.length }, (_, unit) => character.charCodeAt(unit));
  return units.map((unit) => `\\\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** One character as typed, or as a JSON producer may have escaped it. */
function alternatives(character: string): string {
  if (character === '\\') return '\\\\{1,2}';
  if (character === '"') return '(?:\\\\?"|\\\\u0022)';
  if (character === '/') return '\\\\?/';
  const plain = SYNTAX.test(character) ? `\\${character}` : character;
  if (/^[ -~]$/.test(character)) return plain;
  const forms = new Set([character, character.toLowerCase(), character.toUpperCase()]);
  return `(?:${[plain, ...[...forms].map(escapedForm)].join('|')})`;
}

/** Finds a typed text in raw JSON, whatever the case and the escaping; null for an empty one. */
export function searchPattern(needle: string): RegExp | null {
  if (needle === '') return null;
  return new RegExp([...needle].map(alternatives).join(''), 'gi');
}
