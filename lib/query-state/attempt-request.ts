import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';

export const MAX_ATTEMPT = 32_767;

export const attemptField = z.coerce
  .number({ error: 'is no number' })
  .int('is no whole number')
  .min(1, 'is less than 1')
  .max(MAX_ATTEMPT, `is more than ${MAX_ATTEMPT}`)
  .describe('Of this attempt of the execution; the last one unless it is said');

/** The query of the routes that give a text of one attempt. */
export const attemptRequestShape = z.object({ attempt: attemptField }).partial();

/** The attempt that a query names, or null for the last one. Throws `invalid_input`. */
export function parseAttemptRequest(search: URLSearchParams): number | null {
  const parsed = attemptRequestShape.safeParse({ attempt: search.get('attempt') ?? undefined });
  if (parsed.success) return parsed.data.attempt ?? null;
  throw new AppError('invalid_input', `attempt ${parsed.error.issues[0]?.message}`);
}
