import { pool } from '../client';

const TAKE = `
  INSERT INTO runlens.key_minutes AS m (minute, key_id, taken) VALUES ($1, $2, $3)
  ON CONFLICT (minute, key_id) DO UPDATE SET taken = m.taken + excluded.taken
  RETURNING taken`;

/** Two processes may do so at once. */
const SWEEP = `
  DELETE FROM runlens.key_minutes WHERE (minute, key_id) IN (
    SELECT minute, key_id FROM runlens.key_minutes WHERE minute < $1 FOR UPDATE SKIP LOCKED)`;

/** The clocks of processes that share a limit may differ by less. */
const KEPT_MINUTES = 2;

/**
 * Takes requests of a key in a minute, and gives how many all processes have taken of it with these.
 * Whoever begins the minute of a key removes what is over.
 * @param minute of the process's clock: Unix time / 60
 */
export async function takeOfMinute(keyId: string, minute: number, many: number): Promise<number> {
  const { rows } = await pool().query<{ taken: number }>(TAKE, [minute, keyId, many]);
  const taken = rows[0]?.taken ?? many;
  if (taken === many) await pool().query(SWEEP, [minute - KEPT_MINUTES]);
  return taken;
}
