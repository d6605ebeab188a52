import type { Place } from './parsed-query';
import { isEnd, note, type QueryScan, readPlain, readQuoted, refuse, replaced } from './query-scan';
import { quoteText } from './quote-text';

/** One value of a clause, as typed. */
export interface ClauseItem extends Place {
  text: string;
  quoted: boolean;
}

const IN_PARENTHESES = /\(([^()"]*)\)/y;

/** Passes `a,"b c"`. Null when it was refused. */
export function readItems(scan: QueryScan, name: string): ClauseItem[] | null {
  const items: ClauseItem[] = [];
  for (;;) {
    const from = scan.at;
    const quoted = scan.text[from] === '"';
    if (scan.text[from] === '(') return refuseParentheses(scan, name);
    const text = quoted ? readQuoted(scan) : readPlain(scan, ',');
    if (quoted) note(scan, 'value', from);
    else noteRange(scan, from);
    if (text === null) return null;
    if (quoted && !isEnd(scan) && scan.text[scan.at] !== ',') return refuseTail(scan, from);
    items.push({ text, quoted, from, to: scan.at });
    if (scan.text[scan.at] !== ',') return items;
    scan.at += 1;
    note(scan, 'operator', scan.at - 1);
  }
}

/** `>=`, `..` and the like are set off in what stands without quotes. */
function noteRange(scan: QueryScan, from: number): void {
  let at = from;
  for (const mark of scan.text.slice(from, scan.at).matchAll(/^[<>]=?|\.\.<?/g)) {
    const start = from + mark.index;
    note(scan, 'value', at, start);
    at = start + mark[0].length;
    note(scan, 'operator', start, at);
  }
  note(scan, 'value', at);
}

/** What stands directly behind a closing quote. */
export function refuseTail(scan: QueryScan, from: number): null {
  const tail = scan.at;
  readPlain(scan);
  note(scan, 'value', tail);
  refuse(scan, [from, scan.at], 'A blank must follow the closing quote.', [
    'Put all of it in quotes',
    replaced(scan, from, scan.at, quoteText(scan.text.slice(from, scan.at))),
  ]);
  return null;
}

/** `status:(failed OR rejected)`, as other tools write it. */
function refuseParentheses(scan: QueryScan, name: string): null {
  const from = scan.at;
  IN_PARENTHESES.lastIndex = from;
  const [all, inner = ''] = IN_PARENTHESES.exec(scan.text) ?? [];
  if (all === undefined) readPlain(scan);
  else scan.at += all.length;
  note(scan, 'value', from);
  const values = inner.split(/\s*,\s*|\s+OR\s+|\s+/).filter(Boolean);
  const by = values.length > 0 ? values.join(',') : quoteText(scan.text.slice(from, scan.at));
  refuse(
    scan,
    [from, scan.at],
    `Values are listed with commas, ${name}:a,b; one with parentheses stands in quotes.`,
    [`Use ${name}:${by}`, replaced(scan, from, scan.at, by)],
  );
  return null;
}
