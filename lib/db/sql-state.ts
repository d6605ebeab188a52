const MISSING_PARTITION = '23514';
const UNAVAILABLE = new Set([
  '08000',
  '08003',
  '08006',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // A statement that ran out of its time.
  '57014',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
]);
/** Serialisation failure, deadlock, lock not available: the same statement may work at once. */
const TRANSIENT = new Set(['40001', '40P01', '55P03']);

export type SqlFailure = 'missing_partition' | 'unavailable' | 'transient' | 'data' | 'other';

/** What an error of the database means, by its SQLSTATE only: texts and names vary between engines. */
export function sqlFailure(error: unknown): SqlFailure {
  if (typeof error !== 'object' || error === null) return 'other';
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') {
    const { message } = error as { message?: unknown };
    // The driver gives no code where a connection ends or cannot be had.
    const isConnection =
      /^Connection terminated|timeout exceeded when trying to connect|^Query read timeout/;
    return isConnection.test(String(message)) ? 'unavailable' : 'other';
  }
  if (code === MISSING_PARTITION) return 'missing_partition';
  if (UNAVAILABLE.has(code)) return 'unavailable';
  if (TRANSIENT.has(code)) return 'transient';
  // 22: data exception. 54: a limit of the program, such as the size of an index row.
  return code.startsWith('22') || code.startsWith('54') ? 'data' : 'other';
}
