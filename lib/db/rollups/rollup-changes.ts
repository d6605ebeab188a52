import type { PoolClient } from 'pg';
import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { type CountedRow, countedIn } from './dimensions';
import { QUARTER_MS } from './quarter';

interface Delta {
  quarterMs: number;
  status: number;
  dim: number;
  value: string;
  n: number;
}

/**
 * What a transaction changes about the counts. It is appended as rows of its own and added up later
 * by the folder: to add to shared rows here would make all senders wait for each other.
 */
export class RollupChanges {
  private readonly deltas = new Map<string, Delta>();

  /** `before` is null for a new row. */
  note(id: ExecutionId, before: CountedRow | null, after: CountedRow): void {
    const quarterMs = Math.floor(timeOfId(id) / QUARTER_MS) * QUARTER_MS;
    if (before) this.add(quarterMs, before, -1);
    this.add(quarterMs, after, 1);
  }

  private add(quarterMs: number, row: CountedRow, n: 1 | -1): void {
    for (const { dim, value } of countedIn(row)) {
      const key = `${quarterMs} ${row.status} ${dim} ${value}`;
      const delta = this.deltas.get(key);
      if (delta) delta.n += n;
      else this.deltas.set(key, { quarterMs, status: row.status, dim, value, n });
    }
  }

  /** Writes them as one statement; what cancels out is not written. */
  async append(client: PoolClient, projectId: ProjectId): Promise<void> {
    const deltas = Array.from(this.deltas.values()).filter(({ n }) => n !== 0);
    if (deltas.length === 0) return;
    deltas.sort(
      (a, b) => a.quarterMs - b.quarterMs || a.dim - b.dim || (a.value < b.value ? -1 : 1),
    );
    await client.query(
      `INSERT INTO runlens.rollup_deltas (project_id, quarter, status, dim, value, n)
       SELECT $1::int, u.* FROM unnest($2::timestamptz[], $3::smallint[], $4::smallint[], $5::text[], $6::int[]) AS u`,
      [
        projectId,
        deltas.map(({ quarterMs }) => new Date(quarterMs)),
        deltas.map(({ status }) => status),
        deltas.map(({ dim }) => dim),
        deltas.map(({ value }) => value),
        deltas.map(({ n }) => n),
      ],
    );
  }
}
