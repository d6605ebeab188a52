import type { PoolClient } from 'pg';
import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { lockExecutions } from '../executions/lock-executions';
import { appendFeed } from '../feed/append-feed';
import { notifyFeed } from '../feed/notify-feed';
import { inTransaction } from '../in-transaction';
import { type InsertedEntries, insertEntries, type SentEntries } from './insert-entries';
import type { LineVerdict } from './line-verdict';
import { storeLines } from './store-lines';

/** An entry and the execution that it is of. */
export interface EntryLine {
  executionId: ExecutionId;
  entry: AppendedEntry;
}

const IS_GONE: LineVerdict = {
  kind: 'rejected',
  code: 'not_found',
  message: 'The execution is gone: its retention has ended',
};

/**
 * Adds entries to many executions, as appendEntries does to one, in one transaction. Those of one that is
 * gone are rejected.
 */
export function appendEntryLines(
  projectId: ProjectId,
  lines: readonly EntryLine[],
): Promise<LineVerdict[]> {
  return storeLines(lines, (some) => storeOnce(projectId, some));
}

async function storeOnce(
  projectId: ProjectId,
  lines: readonly EntryLine[],
): Promise<LineVerdict[]> {
  const entries = new Map<ExecutionId, AppendedEntry[]>();
  for (const { executionId, entry } of lines) {
    const ofOne = entries.get(executionId);
    if (ofOne) ofOne.push(entry);
    else entries.set(executionId, [entry]);
  }
  const inserted = await inTransaction(async (client) => {
    const attempts = await lockExecutions(client, projectId, Array.from(entries.keys()));
    const sent = new Map<ExecutionId, SentEntries>();
    for (const [id, attempt] of attempts) sent.set(id, { entries: entries.get(id) ?? [], attempt });
    const stored = await insertEntries(client, projectId, sent);
    await countLevels(client, projectId, stored);
    const changed = Array.from(stored).filter(([, { verdicts }]) =>
      verdicts.some(({ kind }) => kind === 'accepted'),
    );
    await appendFeed(
      client,
      projectId,
      changed.map(([id]) => ({ kind: 'accepted', id, change: 'changed', alterations: [] })),
    );
    return stored;
  });
  notifyFeed();
  const next = new Map(Array.from(inserted, ([id, { verdicts }]) => [id, verdicts.values()]));
  return lines.map(({ executionId }) => next.get(executionId)?.next().value ?? IS_GONE);
}

/** Neither is counted in the rollups, which would have to be told. */
async function countLevels(
  client: PoolClient,
  projectId: ProjectId,
  inserted: ReadonlyMap<ExecutionId, InsertedEntries>,
): Promise<void> {
  const counted = Array.from(inserted).filter(([, { warnings, errors }]) => warnings + errors > 0);
  if (counted.length === 0) return;
  await client.query(
    `UPDATE runlens.executions AS e SET warning_count = warning_count + u.warnings,
       error_count = error_count + u.errors
     FROM unnest($2::uuid[], $3::int[], $4::int[]) AS u (id, warnings, errors)
     WHERE e.project_id = $1 AND e.id = u.id AND e.id = ANY($2::uuid[])`,
    [
      projectId,
      counted.map(([id]) => id),
      counted.map(([, { warnings }]) => warnings),
      counted.map(([, { errors }]) => errors),
    ],
  );
}
