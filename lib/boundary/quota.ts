import { AppError } from '@/lib/domain/app-error';
import { env } from '@/lib/env';

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
  used: Map<string, number>;
}

/** Of the process: each route is a module of its own, with variables of its own. */
const holder = globalThis as { runlensQuotas?: Window };

/**
 * Counts one request of a key; null where there is no limit. Windows are the minutes of the clock, the
 * same for every process, and each process counts for itself: of several behind one address a key has
 * the limit of each. Nothing is asked of the database.
 *
 * @param keyId of the key, which is not the key
 * @param nowMs Unix milliseconds
 */
export function takeFromQuota(keyId: string, nowMs: number): Quota | null {
  const limit = env().rateLimit;
  if (!limit) return null;
  const number = Math.floor(nowMs / 1_000 / WINDOW_S);
  if (holder.runlensQuotas?.number !== number) holder.runlensQuotas = { number, used: new Map() };
  const { used } = holder.runlensQuotas;
  const taken = (used.get(keyId) ?? 0) + 1;
  used.set(keyId, taken);
  return {
    limit,
    remaining: Math.max(0, limit - taken),
    resetS: Math.max(1, Math.ceil((number + 1) * WINDOW_S - nowMs / 1_000)),
    isOver: taken > limit,
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
