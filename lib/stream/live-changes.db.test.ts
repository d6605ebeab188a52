import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import type { FeedRow } from '@/lib/db/feed/read-feed';
import type { ProjectId } from '@/lib/domain/project';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { encodeChanges } from './encode-changes';
import { readBatch } from './live-changes';

const { newProject, send } = withIngest();
const decoder = new TextDecoder();

/** Feed rows of some stored executions, of which every third was there before. */
async function burst(project: ProjectId, count: number): Promise<FeedRow[]> {
  await send(project, ...Array.from({ length: count }, (_, id) => ({ ...LEAST, id: `x${id}` })));
  const { rows } = await pool().query<{ id: string }>(
    'SELECT id FROM runlens.executions WHERE project_id = $1 ORDER BY id',
    [project],
  );
  return rows.map(({ id }, index) => ({
    seq: index + 1,
    projectId: project,
    executionId: id,
    isNew: index % 3 > 0,
  }));
}

const dataOf = (events: readonly Uint8Array[]) =>
  events.map((event) => JSON.parse(/^data: (.*)$/m.exec(decoder.decode(event))?.[1] ?? ''));

describe('a batch', () => {
  it('holds each execution once, as it stands now', async () => {
    const project = newProject();
    const rows = await burst(project, 3);
    const again = rows.map((row) => ({ ...row, seq: row.seq + 10, isNew: false }));
    const { changes, more } = await readBatch(project, [...rows, ...again], 10);
    expect(changes.map(({ seq, isNew }) => [seq, isNew])).toEqual([
      [11, false],
      [12, true],
      [13, true],
    ]);
    expect(more).toBe(0);
  });

  it('leaves out what is gone meanwhile', async () => {
    const project = newProject();
    const [first, ...rest] = await burst(project, 3);
    await pool().query('DELETE FROM runlens.executions WHERE id = $1', [first?.executionId]);
    const { changes } = await readBatch(project, first ? [first, ...rest] : [], 10);
    expect(changes).toHaveLength(2);
  });

  it('of too many holds those that were there before, and counts the others', async () => {
    const project = newProject();
    const rows = await burst(project, 90);
    const { changes, more } = await readBatch(project, rows, 50);
    expect(changes).toHaveLength(30);
    expect(changes.every(({ isNew }) => !isNew)).toBe(true);
    expect(more).toBe(60);
    const few = await readBatch(project, rows, 20);
    expect([few.changes.length, few.more]).toEqual([20, 70]);
  });

  it('is written in events of five hundred, of which the last one has the id', async () => {
    const project = newProject();
    const { changes } = await readBatch(project, await burst(project, 1_100), 5_000);
    const matching = new Set(changes.map(({ summary }) => summary.id));
    const events = encodeChanges(changes, { door: 'api', matching, id: '1-2' });
    expect(dataOf(events).map(({ items }) => items.length)).toEqual([500, 500, 100]);
    expect(events.map((event) => decoder.decode(event).includes('id: 1-2'))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is nothing for a list in which nothing matches and nothing was before', async () => {
    const project = newProject();
    const { changes } = await readBatch(project, await burst(project, 6), 10);
    const news = changes.filter(({ isNew }) => isNew);
    const options = { door: 'screen', matching: new Set<string>(), id: '1-2' } as const;
    expect(encodeChanges(news, options)).toEqual([]);
    expect(dataOf(encodeChanges(changes, options))[0].items).toHaveLength(2);
    expect(dataOf(encodeChanges([], { ...options, more: 7 }))).toEqual([{ items: [], more: 7 }]);
  });
});
