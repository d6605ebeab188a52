import { expect, it } from 'vitest';
import { parseQuery } from '@/lib/query-state/parse-query';
import { finishedProblems } from './finished-problems';

/** What is said of the text with the caret at `|`, where nothing is offered. */
function said(marked: string, isOffered = false) {
  const text = marked.replace('|', '');
  return finishedProblems(parseQuery(text).problems, text, marked.indexOf('|'), isOffered);
}

it.each(['entry:|', 'entry.event:|', 'a -code:|', 'error_group:a,|', 'has:|', '(entry:|) a'])(
  '%s is not finished',
  (marked) => {
    expect(parseQuery(marked.replace('|', '')).problems).toHaveLength(1);
    expect(said(marked)).toEqual([]);
  },
);

it.each(['entry: |', '|entry:', 'attempt:two|', 'code: a:|', 'ctx:5|'])(
  '%s is a mistake',
  (marked) => {
    expect(said(marked)).not.toEqual([]);
  },
);

it('holds back nothing before the caret', () => {
  expect(said('code: entry:|')).toMatchObject([{ from: 0 }]);
  expect(said('code: status:fa|', true)).toMatchObject([{ from: 0 }]);
  expect(said('status:fa|', true)).toEqual([]);
});
