import type { PoolClient } from 'pg';
import { AppError } from '@/lib/domain/app-error';
import { pool } from './client';
import type { Prisma } from './generated/client';

/** SQLSTATE of a statement that was cancelled, by us or by the limit of the connection. */
const CANCELLED = '57014';

/**
 * Runs one statement that ends early: when `signal` is aborted or after `limitMs`. Both end the work
 * in the database as well and throw AppError('timeout').
 */
export async function cancellableQuery<Row extends object>(
  { text, values }: Prisma.Sql,
  { signal, limitMs }: { signal?: AbortSignal; limitMs?: number },
): Promise<Row[]> {
  if (signal?.aborted) throw new AppError('timeout');
  const client = await pool().connect();
  const timer = limitMs === undefined ? undefined : setTimeout(() => cancel(), limitMs);
  let cancelling: Promise<unknown> | undefined;
  const cancel = () => {
    cancelling ??= cancelWork(client);
  };
  signal?.addEventListener('abort', cancel);
  let failure: unknown;
  try {
    const { rows } = await client.query<Row>(text, values);
    return rows;
  } catch (error) {
    failure = error;
    if ((error as { code?: unknown }).code !== CANCELLED) throw error;
    throw new AppError('timeout', undefined, { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    // Given back before the cancelling has arrived, it could end the next statement of somebody else.
    await cancelling;
    client.release(isBroken(failure));
  }
}

async function cancelWork(client: PoolClient): Promise<void> {
  const { processID } = client as PoolClient & { processID: number };
  await pool()
    .query('SELECT pg_cancel_backend($1)', [processID])
    .catch(() => undefined);
}

function isBroken(failure: unknown): boolean {
  return failure instanceof Error && !('severity' in failure);
}
