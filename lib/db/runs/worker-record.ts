import type { ExecutorKind } from '@/lib/domain/action-runner';
import { pool } from '../client';

/** A worker, and where its process is. */
export interface WorkerRecord {
  id: string;
  /** The machine and its process namespace: within it `pid` and `pidStarted` name one process. */
  place: string;
  pid: number;
  pidStarted: string;
}

/** An executor where a worker is. */
interface ExecutorState {
  /** Why it cannot run anything there, in words; null when it can. */
  problem: string | null;
  /** The version of Python that it runs with; null where it runs none. */
  python: string | null;
}

export type ExecutorStates = Partial<Record<ExecutorKind, ExecutorState>>;

export async function insertWorker(
  { id, place, pid, pidStarted }: WorkerRecord,
  executors: ExecutorStates,
): Promise<void> {
  await pool().query(
    'INSERT INTO runlens.workers (id, place, pid, pid_started, executors) VALUES ($1, $2, $3, $4, $5)',
    [id, place, pid, pidStarted, JSON.stringify(executors)],
  );
}

/** What the workers that are there can run, newest worker first. Empty when there is none. */
export async function listExecutorStates(): Promise<ExecutorStates[]> {
  const { rows } = await pool().query<{ executors: ExecutorStates }>(
    `SELECT executors FROM runlens.workers
     WHERE stopped_at IS NULL AND heartbeat_at > clock_timestamp() - interval '30 seconds'
     ORDER BY started_at DESC, id`,
  );
  return rows.map(({ executors }) => executors);
}

/** Says that a worker has ended: what it still holds may be taken from it at once. */
export async function markWorkersStopped(ids: readonly string[]): Promise<void> {
  await pool().query(
    `UPDATE runlens.workers SET stopped_at = clock_timestamp()
     WHERE id = ANY($1) AND stopped_at IS NULL`,
    [ids],
  );
}

/** The workers of a place that have not said that they ended. */
export async function listWorkersAt(place: string): Promise<WorkerRecord[]> {
  const { rows } = await pool().query<WorkerRecord>(
    `SELECT id, place, pid, pid_started AS "pidStarted" FROM runlens.workers
     WHERE place = $1 AND stopped_at IS NULL`,
    [place],
  );
  return rows;
}

/**
 * Forgets workers that ended a day ago, and those of which nobody has heard for a month: a machine that
 * only slept goes on. None of them holds a lease.
 */
export async function deleteOldWorkers(): Promise<void> {
  await pool().query(
    `DELETE FROM runlens.workers w
     WHERE (stopped_at < now() - interval '1 day' OR heartbeat_at < now() - interval '30 days')
       AND NOT EXISTS (SELECT FROM runlens.runs r WHERE r.worker_id = w.id)`,
  );
}
