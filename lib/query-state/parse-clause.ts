import type { Clause } from '@/lib/domain/query';
import { type FieldMeaning, isFieldName, meaningOf } from '@/lib/domain/query-fields';
import { canonicalField, refuseField } from './canonical-field';
import { canonicalValue } from './canonical-value';
import { type ClauseItem, readItems } from './clause-items';
import { clauseRange, isRelative, ORDERED } from './clause-range';
import { isEnd, nameAhead, note, type QueryScan, readPlain, refuse, replaced } from './query-scan';
import { quoteText } from './quote-text';

/** Passes `name:…`, whose name is ahead. Null when it was refused. */
export function readClause(scan: QueryScan, name: string): Clause | null {
  const from = scan.at;
  scan.at += name.length;
  note(scan, 'field', from);
  scan.at += 1;
  note(scan, 'operator', scan.at - 1);
  if (name === 'has') return readHas(scan, from);
  const items = readItems(scan, name);
  const meaning = meaningOf(name);
  if (!meaning) {
    refuseField(scan, name, from, [from, scan.at]);
    return null;
  }
  if (!items?.every((item) => isThere(scan, name, from, item))) return null;
  const [only] = items;
  const field = canonicalField(name);
  if (items.length === 1 && only && !only.quoted && ORDERED.includes(meaning.type)) {
    const range = clauseRange(scan, field, meaning, only);
    if (range !== undefined) return range;
  }
  const values = items.map((item) => readValue(scan, name, meaning, item));
  return values.every((value) => value !== null) ? { kind: 'is', field, values } : null;
}

function readValue(
  scan: QueryScan,
  name: string,
  meaning: FieldMeaning,
  { from, to, text, quoted }: ClauseItem,
): string | null {
  if (!quoted && (/^[<>]/.test(text) || /^(.*[^.])?\.\.([^.].*)?$/s.test(text))) {
    const ordered = ORDERED.includes(meaning.type);
    const message = ordered
      ? 'A range stands alone; it is no value of a list.'
      : `${name} has no order, so it has no < > and no ranges. Quotes make it plain text.`;
    refuse(
      scan,
      [from, to],
      message,
      ordered ? undefined : ['Put it in quotes', replaced(scan, from, to, quoteText(text))],
    );
    return null;
  }
  const value = isRelative(meaning, text)
    ? { reason: 'is a list of points in time; one since then stands alone' }
    : canonicalValue(meaning, text);
  if (typeof value === 'string') return value;
  refuse(
    scan,
    [from, Math.max(to, from + 1)],
    `${name} ${value.reason}.`,
    value.instead ? [`Use ${value.instead}`, replaced(scan, from, to, value.instead)] : undefined,
  );
  return null;
}

/** False, and refused, when a value is missing. */
function isThere(scan: QueryScan, name: string, clauseFrom: number, item: ClauseItem): boolean {
  if (item.text !== '' || item.quoted) return true;
  const blank = /^\s+(?!OR\s)[^\s)]/.exec(scan.text.slice(item.to));
  const [from, to] = [item.from - 1, item.to];
  if (item.from === clauseFrom + name.length + 1 && scan.text[item.to] !== ',') {
    refuse(
      scan,
      [clauseFrom, item.to],
      `${name}: needs a value directly behind it.`,
      blank
        ? ['Remove the blank', scan.text.slice(0, to) + scan.text.slice(to).trimStart()]
        : ['Search for it as text', replaced(scan, clauseFrom, to, quoteText(`${name}:`))],
    );
  } else {
    const atStart = scan.text[from] === ':';
    refuse(scan, [from, Math.max(to, from + 1)], 'A value is missing here.', [
      'Remove the comma',
      atStart ? replaced(scan, to, to + 1, '') : replaced(scan, from, to, ''),
    ]);
  }
  return false;
}

function readHas(scan: QueryScan, from: number): Clause | null {
  const at = scan.at;
  const name = nameAhead(scan) ?? '';
  scan.at += name.length;
  note(scan, 'field', at);
  if (name === '' || !isEnd(scan)) {
    const restFrom = scan.at;
    readPlain(scan);
    note(scan, 'value', restFrom);
    refuse(scan, [from, scan.at], 'has: takes the name of one field, such as has:request_id.');
    return null;
  }
  if (!isFieldName(name) && !meaningOf(name)) {
    refuseField(scan, name, at, [from, scan.at]);
    return null;
  }
  return { kind: 'has', field: canonicalField(name) };
}
