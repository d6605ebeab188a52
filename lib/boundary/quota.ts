import { takeOfMinute } from '@/lib/db/accounts/take-of-minute';
import { AppError } from '@/lib/domain/app-error';
import { env } from '@/lib/env';
import { KeyMinute } from './key-minute';

const WINDOW_S = 60;

/** How much a key has left. */
export interface Quota {
  /** Requests of one window. */
  limit: number;
  remaining: number;
  /** Until the next window. */
  resetS: number;
  isOver: boolean;
}

interface Window {
  number: number;
  keys: Map<string, KeyMinute>;
}

/** Of the process: each route is a module of its own, with variables of its own. */
const holder = globalThis as { runlensQuotas?: Window };

/**
 * Counts one request of a key; null where there is no limit. Windows are the minutes of the clock, and all
 * processes of one database share the limit.
 *
 * @param keyId of the key, which is not the key
 * @param nowMs Unix milliseconds
 */
export async function takeFromQuota(
  keyId: string,
  nowMs: number,
  { limit = env().rateLimit, take = takeOfMinute } = {},
): Promise<Quota | null> {
  if (!limit) return null;
  const number = Math.floor(nowMs / 1_000 / WINDOW_S);
  if (holder.runlensQuotas?.number !== number) holder.runlensQuotas = { number, keys: new Map() };
  const { keys } = holder.runlensQuotas;
  let key = keys.get(keyId);
  if (!key) {
    key = new KeyMinute(limit, (many) => take(keyId, number, many));
    keys.set(keyId, key);
  }
  const remaining = await key.use();
  return {
    limit,
    remaining: remaining ?? 0,
    resetS: Math.max(1, Math.ceil((number + 1) * WINDOW_S - nowMs / 1_000)),
    isOver: remaining === null,
  };
}

export function overQuota({ limit, resetS }: Quota): AppError {
  const many = limit.toLocaleString('en');
  return new AppError(
    'rate_limited',
    `This key has sent its ${many} requests of this minute: go on in ${resetS} s, or send more in each`,
  );
}

/** The answer with what the key has left, in the header fields of the IETF's draft. */
export function withQuota(response: Response, quota: Quota | null): Response {
  if (!quota) return response;
  const { limit, remaining, resetS, isOver } = quota;
  response.headers.set('ratelimit-policy', `"minute";q=${limit};w=${WINDOW_S}`);
  response.headers.set('ratelimit', `"minute";r=${remaining};t=${resetS}`);
  if (isOver) response.headers.set('retry-after', String(resetS));
  return response;
}
