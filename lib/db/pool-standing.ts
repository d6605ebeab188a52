import { pool } from './client';

/** Connections of this process to the database, and requests that wait for one. */
export function poolStanding(): { busy: number; idle: number; waiting: number } {
  const { totalCount, idleCount, waitingCount } = pool();
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
