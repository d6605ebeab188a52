import { pool } from '../client';
import type { RunLease } from './run-lease';

/** Keeps what the next try may go on from. Of a lease that is lost nothing is kept. */
export async function saveCheckpoint(lease: RunLease, checkpoint: unknown): Promise<void> {
  await pool().query(
    'UPDATE runlens.runs SET checkpoint = $3::jsonb WHERE id = $1 AND lease_token = $2',
    [lease.runId, lease.token, JSON.stringify(checkpoint ?? null)],
  );
}
