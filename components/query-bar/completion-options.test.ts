import { expect, test } from 'vitest';
import type { Suggestions } from '@/lib/domain/suggestion';
import { completionPlace } from '@/lib/query-state/completion-place';
import { parseQuery } from '@/lib/query-state/parse-query';
import { fieldOptions, offersUnasked, valueOptions, wantsPaths } from './completion-options';

const NOW = Date.UTC(2026, 10, 20, 12);

const known = (...texts: string[]): Suggestions => ({
  items: texts.map((text, index) => ({ text, count: index, hint: null })),
  sampled: null,
  more: false,
});

/** The options at `|`, each as the query that it makes. */
function options(marked: string, suggestions?: Suggestions) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = completionPlace(text, parseQuery(text), caret);
  if (place?.kind === 'field') return fieldOptions(text, place, suggestions);
  return place ? valueOptions(text, place, suggestions, NOW) : [];
}
const texts = (marked: string, suggestions?: Suggestions) =>
  options(marked, suggestions).map(({ text }) => text);

test('fields are found by name, by label and by a word inside', () => {
  expect(texts('stat|')[0]).toBe('status:');
  expect(texts('a -ti|')).toEqual(['a -duration:', 'a -step.duration:']);
  expect(texts('execution|')).toContain('duration:');
  expect(texts('level|')).toEqual(['entry.level:']);
  expect(texts('sta|:failed')[0]).toBe('status:failed');
  expect(texts('has:req|')).toEqual(['has:request_id']);
  expect(texts('|')).toHaveLength(new Set(texts('|')).size);
});

test('the fields that has: may take are offered by themselves, between two terms none is', () => {
  const unasked = (text: string) =>
    offersUnasked(completionPlace(text, parseQuery(text), text.length), text);
  for (const text of ['', 'a', 'has:', 'a -has:', 'status:']) expect(unasked(text)).toBe(true);
  expect(unasked('a ')).toBe(false);
  expect(texts('has:|')).toEqual(expect.arrayContaining(['has:request_id', 'has:ctx.']));
});

test('paths complete a root, and are found by what they contain', () => {
  const paths = known('ctx.part.id', 'ctx.lines[].sku', 'attr.status_code');
  expect(texts('ctx.|', paths)).toEqual(['ctx.part.id:', 'ctx.lines[].sku:']);
  expect(texts('has:ctx.|', paths)).toEqual(['has:ctx.part.id', 'has:ctx.lines[].sku']);
  expect(texts('sku|', paths)).toEqual(['ctx.lines[].sku:']);
  expect(texts('sk|', paths)).toEqual([]);
  expect(wantsPaths(completionPlace('ct', parseQuery('ct'), 2))).toBe(false);
});

test('values are offered as they must be written, without those that are there', () => {
  expect(texts('status:fai|')).toEqual(['status:failed ']);
  expect(texts('status:failed,fai|')).toEqual([]);
  expect(texts('event:|', known('A', 'a b', '>5'))).toEqual([
    'event:A ',
    'event:"a b" ',
    'event:">5" ',
  ]);
  expect(texts('event:| x', known('A'))).toEqual(['event:A x']);
  expect(options('event:b|', known('a b', 'b c')).map(({ count }) => count)).toEqual([1, 0]);
});

test('ranges are learnt from examples, and every option is understood', () => {
  expect(texts('duration:>1|')).toEqual([
    'duration:>100ms ',
    'duration:>1s ',
    'duration:>10s ',
    'duration:>1m ',
  ]);
  expect(texts('created:-|')[0]).toBe('created:-15m ');
  for (const field of ['duration', 'created', 'attempt', 'status', 'entry.level']) {
    const offered = texts(`${field}:|`);
    expect(offered.length).toBeGreaterThan(2);
    for (const text of offered) expect(parseQuery(text).problems).toEqual([]);
  }
});
