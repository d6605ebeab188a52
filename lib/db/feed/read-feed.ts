import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';
import { type FeedPosition, positionAfter } from './feed-position';

/** One execution that was stored or changed. */
export interface FeedRow {
  seq: number;
  projectId: ProjectId;
  executionId: ExecutionId;
  isNew: boolean;
}

interface Found {
  seq: string;
  xid: string;
  project_id: number;
  execution_id: string;
  is_new: boolean;
}

const COLUMNS = 'f.seq, f.xid, f.project_id, f.execution_id, f.is_new';
const NOW = `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;
/** Below the end of the snapshot: a restored copy holds transactions of another server's future. */
const OF_THIS_SERVER = 'f.xid < pg_snapshot_xmax(pg_current_snapshot())';

/** Where the feed stands: what is committed later is all that is behind it. */
export async function readFeedPosition(): Promise<FeedPosition> {
  const { rows } = await pool().query<{ snapshot: string; at: string; last: string | null }>(
    `SELECT pg_current_snapshot() AS snapshot, ${NOW} AS at, (
       SELECT f.xid FROM runlens.feed f WHERE ${OF_THIS_SERVER} ORDER BY f.xid DESC LIMIT 1) AS last`,
  );
  const [row] = rows;
  if (!row) throw new Error('a snapshot is one row');
  return positionAfter(row.snapshot, { atMs: Number(row.at), lastXid: BigInt(row.last ?? 0) });
}

/**
 * What was committed behind a position, each row once however long its transaction took, and the
 * position behind it. Null when there are more than `limit`, or when the database is not the one that
 * the position is of: then the caller looks at the lists themselves again.
 */
export async function readFeed(
  after: FeedPosition,
  limit: number,
): Promise<{ rows: FeedRow[]; position: FeedPosition } | null> {
  const { rows } = await pool().query<Found & { snapshot: string; at: string }>(
    `SELECT now.snapshot, now.at, ${COLUMNS}
     FROM (SELECT pg_current_snapshot() AS snapshot, ${NOW} AS at) AS now
     LEFT JOIN runlens.feed f
       ON (f.xid >= $1::xid8 OR f.xid = ANY($2::xid8[])) AND ${OF_THIS_SERVER}
     LIMIT $3`,
    [String(after.nextXid), after.openXids.map(String), limit + 1],
  );
  if (rows.length > limit) return null;
  const [first] = rows;
  if (!first) throw new Error('a snapshot is one row at least');
  if (BigInt(first.snapshot.split(':')[1] ?? 0) < after.nextXid) return null;
  const found = rows.filter((row) => row.seq !== null);
  const lastXid = found.reduce((last, { xid }) => {
    return BigInt(xid) > last ? BigInt(xid) : last;
  }, after.nextXid - 1n);
  const position = positionAfter(first.snapshot, { atMs: Number(first.at), lastXid });
  return { rows: inOrder(found), position };
}

/**
 * What lies between two positions of one project, `to` being the later one. Null when it is more
 * than `limit`.
 */
export async function readFeedBetween(
  projectId: ProjectId,
  from: FeedPosition,
  to: FeedPosition,
  limit: number,
): Promise<FeedRow[] | null> {
  const { rows } = await pool().query<Found>(
    `SELECT ${COLUMNS} FROM runlens.feed f
     WHERE f.project_id = $1 AND (f.xid >= $2::xid8 OR f.xid = ANY($3::xid8[]))
       AND f.xid < $4::xid8 AND f.xid <> ALL($5::xid8[])
     LIMIT $6`,
    [
      projectId,
      String(from.nextXid),
      from.openXids.map(String),
      String(to.nextXid),
      to.openXids.map(String),
      limit + 1,
    ],
  );
  return rows.length > limit ? null : inOrder(rows);
}

function inOrder(rows: readonly Found[]): FeedRow[] {
  return rows
    .map((row) => ({
      seq: Number(row.seq),
      projectId: row.project_id as ProjectId,
      executionId: row.execution_id,
      isNew: row.is_new,
    }))
    .sort((a, b) => a.seq - b.seq);
}
