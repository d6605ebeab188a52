import { expect, test } from 'vitest';
import type { ProjectId } from '@/lib/domain/project';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { listPathValues } from './list-path-values';

const { newProject, sendBody } = withIngest();

async function send(project: ProjectId, ...contexts: string[]): Promise<string[]> {
  const lines = contexts.map(
    (context, index) =>
      `${JSON.stringify({ ...LEAST, id: `path-${index}` }).slice(0, -1)},"context":${context}}`,
  );
  const report = await sendBody(project, lines.join('\n'));
  expect(report.rejected).toEqual([]);
  return report.ids.flatMap((id) => (id === null ? [] : [id]));
}

/** Characters. */
const MOST = 18;

const found = (text: string, kind: string, isCut = false) => ({ kind, text, isCut });

test.each([
  ['{"part": {"id": 9007199254740993}}', 'ctx.part.id', found('9007199254740993', 'number')],
  ['{"part": 1.10}', 'ctx.part', found('1.10', 'number')],
  ['{"part": "a \\"b\\" \\u00e9"}', 'ctx.part', found('a "b" é', 'string')],
  ['{"part": null}', 'ctx.part', found('null', 'null')],
  ['{"part": false}', 'ctx.part', found('false', 'boolean')],
  ['{"part": {"b": 1, "a": [2]}}', 'ctx.part', found('{"a": [2], "b": 1}', 'object')],
  ['{"lines": [{}, {"sku": "A-1"}, {"sku": "A-2"}]}', 'ctx.lines[].sku', found('A-1', 'string')],
  ['{"lines": [{}, {"sku": "A-1"}]}', 'ctx.lines[1].sku', found('A-1', 'string')],
  ['{"a b": {"$\\"x": 7}}', 'ctx["a b"]["$\\"x"]', found('7', 'number')],
  ['{"part": "0123456789abcdefghi"}', 'ctx.part', found('0123456789abcdefgh', 'string', true)],
  ['{"part": "0123456789abcdefg😀"}', 'ctx.part', found('0123456789abcdefg', 'string', true)],
  ['{"part": 1}', 'ctx.part.id', null],
  ['{"part": 1}', 'attr.part', null],
  ['{"part": "\\u0000"}', 'ctx.part', found('', 'unread')],
])('%s at %s', async (context, path, value) => {
  const project = newProject();
  const [id = ''] = await send(project, context);
  const values = await listPathValues(project, [id], [path], MOST);
  expect(values).toEqual({ [path]: { [id]: value } });
});

test('several paths of several executions, each with its own value', async () => {
  const project = newProject();
  const [a = '', b = ''] = await send(project, '{"n": 1, "m": "x"}', '{"n": 2}');
  const values = await listPathValues(project, [b, a], ['ctx.n', 'ctx.m', 'attr.id'], MOST);
  expect(values).toEqual({
    'ctx.n': { [a]: found('1', 'number'), [b]: found('2', 'number') },
    'ctx.m': { [a]: found('x', 'string'), [b]: null },
    'attr.id': { [a]: null, [b]: null },
  });
});

test('a path that jsonb cannot hold is nowhere, and nothing asked is nothing', async () => {
  const project = newProject();
  const [id = ''] = await send(project, '{"n": 1}');
  const path = 'ctx["\\u0000"]';
  expect(await listPathValues(project, [id], [path], MOST)).toEqual({ [path]: { [id]: null } });
  expect(await listPathValues(project, [], ['ctx.n'], MOST)).toEqual({ 'ctx.n': {} });
});

test('another project has no value of mine', async () => {
  const [id = ''] = await send(newProject(), '{"n": 1}');
  expect(await listPathValues(newProject(), [id], ['ctx.n'], MOST)).toEqual({
    'ctx.n': { [id]: null },
  });
});
