import { pool } from '../client';
import type { RunLease } from './run-lease';

/** What somebody wants of a run that a worker holds. */
export interface RunWish {
  runId: string;
  /** Name of who cancelled it, or null. */
  cancelledBy: string | null;
  paused: boolean;
}

/**
 * Says that a worker is there and still holds these runs, and what is wanted of them. A run that does
 * not come back is not the worker's any more.
 */
export async function renewLeases(
  workerId: string,
  leases: readonly Pick<RunLease, 'runId' | 'token'>[],
  leaseMs: number,
): Promise<RunWish[]> {
  await pool().query(`UPDATE runlens.workers SET heartbeat_at = clock_timestamp() WHERE id = $1`, [
    workerId,
  ]);
  if (leases.length === 0) return [];
  const { rows } = await pool().query<{ id: string; by: string | null; paused: boolean }>(
    `UPDATE runlens.runs r SET heartbeat_at = clock_timestamp(),
       leased_until = clock_timestamp() + $3 * interval '1 ms'
     FROM unnest($1::bigint[], $2::bigint[]) AS u (id, token)
     WHERE r.id = u.id AND r.lease_token = u.token
     RETURNING r.id, r.pause_requested AS paused,
       CASE WHEN r.cancel_requested THEN coalesce(r.cancel_requested_by, 'somebody') END AS by`,
    [leases.map(({ runId }) => runId), leases.map(({ token }) => token), leaseMs],
  );
  return rows.map(({ id, by, paused }) => ({ runId: id, cancelledBy: by, paused }));
}
