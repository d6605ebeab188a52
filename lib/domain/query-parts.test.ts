import { expect, it } from 'vitest';
import { parseQuery } from '@/lib/query-state/parse-query';
import { isFacetField } from './query-fields';
import { fieldsAsked } from './query-parts';

const filtersOf = (text: string) => fieldsAsked(parseQuery(text).query).filter(isFacetField);

it.each([
  ['', []],
  ['words request_id:5f3c', []],
  ['status:failed -status:rejected event:UPDATE', ['status', 'event']],
  ['duration:>1s', ['duration']],
  [
    'ctx.part.id:34 -attr.region:eu has:ctx.lines[].sku ctx.part.id:>=3',
    'ctx.part.id attr.region ctx.lines[].sku'.split(' '),
  ],
  ['(ctx.a:1 OR ctx.b:2)', []],
])('names the filters of %j', (text, fields) => {
  expect(filtersOf(text)).toEqual(fields);
});
