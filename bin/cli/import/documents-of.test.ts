import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../cli-problem';
import { documentsOf } from './documents-of';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-documents-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The texts of the documents; of a broken one its message. */
async function documentsIn(content: string, maxBytes?: number): Promise<string[]> {
  const file = join(folder, 'file.json');
  await writeFile(file, content);
  const found: string[] = [];
  for await (const item of documentsOf(file, maxBytes)) {
    found.push(item.ok ? item.text : item.refusal.message);
  }
  return found;
}

const ITEMS = ['{"id":1,"n":1.50}', '{"id":2,"data":[{"a":"]}"}]}'];
const LIST = ITEMS.join(',');

describe('a file', () => {
  it.each([
    ['n8n', `{"data":[${LIST}],"nextCursor":"x,]}"}`],
    ['n8n from its end', `{"nextCursor":null,"data":[${LIST}]}`],
    ['GitHub', `\ufeff{"total_count":2,"workflow_runs":[${LIST}]}`],
    ['Airflow', `{\n  "dag_runs": [\n${LIST}\n  ],\n  "total_entries": 2\n}\n`],
  ])('has the items of a list of %s one by one', async (_, text) => {
    expect(await documentsIn(text)).toEqual(ITEMS);
    expect(await documentsIn(`${text}\n${text}`)).toEqual([...ITEMS, ...ITEMS]);
    expect(await documentsIn(`${text}\n{"id":3}\n{"id":4}`)).toEqual([
      ...[...ITEMS, '{"id":3}', '{"id":4}'],
    ]);
  });

  it.each([
    `{"jobs":[${LIST}],"run":{}}`,
    `{"id":1,"data":[${LIST}]}`,
    `{"data":{"results":[${LIST}]}}`,
    `{"data":"[","x":[]}`,
    `{"pad":"${'x'.repeat(5_000)}","data":[]}`,
    '{"event":"E"}',
  ])('has a document that is no such list as it stands: %s', async (text) => {
    expect(await documentsIn(text)).toEqual([text]);
    expect(await documentsIn(`${text}\n${text}`)).toEqual([text, text]);
  });

  it('has what stands beside a list as a document of its own', async () => {
    const text = `{"workflow_runs":[${LIST}],"jobs":[{"run_id":1}]}`;
    expect(await documentsIn(text)).toEqual([...ITEMS, '{"jobs":[{"run_id":1}]}']);
  });

  it('has no items where the list has none, and nothing where there is nothing', async () => {
    expect(await documentsIn('{"data":[],"nextCursor":null}')).toEqual([]);
    expect(await documentsIn(' \n')).toEqual([]);
  });

  it('says that a list breaks off, or has a broken item, and has the others', async () => {
    const cut = await documentsIn(`{"data":[${ITEMS[0]},`);
    expect(cut).toEqual([ITEMS[0], expect.stringContaining('no closing bracket')]);
    const broken = await documentsIn(`{"data":[${ITEMS[0]},{"id":nope},${ITEMS[1]}],"count":2}`);
    expect(broken).toEqual([ITEMS[0], expect.stringContaining('Not JSON'), ITEMS[1]]);
    const after = await documentsIn(`{"data":[${ITEMS[0]}],"nextCursor":nope}`);
    expect(after).toEqual([ITEMS[0], expect.stringContaining('Not JSON')]);
  });
});

describe('the limit of one document', () => {
  const big = `{"id":1,"pad":"${'x'.repeat(300_000)}"}`;
  const many = Array.from({ length: 10 }, () => big);

  it.each([
    ['lines', many.join('\n')],
    ['an array', `[${many.join(',')}]`],
    ['a list', `{"data":[${many.join(',')}]}`],
  ])('is none of %s', async (_, text) => {
    expect(await documentsIn(text, 400_000)).toEqual(many);
  });

  it.each([
    ['a line', `${big}\n${big}`],
    ['an item of an array', `[${big}]`],
    ['a document that is no list', `{"run":{},"jobs":[${many.join(',')}]}`],
  ])('refuses a longer one: %s', async (_, text) => {
    await expect(documentsIn(text, 200_000)).rejects.toMatchObject({
      exitCode: EXIT.usage,
      message: expect.stringContaining('Export it in parts'),
    });
  });
});
