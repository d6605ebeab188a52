import { AppError } from '@/lib/domain/app-error';
import { MAX_IDEMPOTENCY_KEY_LENGTH, MAX_RETRY_CONTEXT_BYTES } from '@/lib/domain/limits';
import { scanRawJson } from '@/lib/domain/raw-json-scan';

export interface RetryBody {
  code: 'original' | 'current';
  /** JSON text as it was sent; null for the recorded one. */
  contextText: string | null;
}

/** Most bytes of a request for a retry: its context, and what is around it. */
export const MAX_RETRY_BODY_BYTES = MAX_RETRY_CONTEXT_BYTES + 1024 * 1024;

const SHAPE =
  'Send nothing, or {"code": "original" or "current", "context": …}: both may be left out';

/**
 * What shall run. The context is the text as it was sent: a parse would change large numbers. Throws
 * `invalid_input`.
 */
export function parseRetryBody(text: string): RetryBody {
  const body: RetryBody = { code: 'original', contextText: null };
  if (text.trim() === '') return body;
  const scan = scanRawJson(text, { allowNonFinite: true });
  if (!scan.ok || scan.json.root.kind !== 'object') throw new AppError('invalid_input', SHAPE);
  for (const member of scan.json.members) {
    const raw = text.slice(member.start, member.end);
    if (member.key === 'code' && (raw === '"original"' || raw === '"current"')) {
      body.code = raw === '"current"' ? 'current' : 'original';
    } else if (member.key === 'context') body.contextText = raw;
    else throw new AppError('invalid_input', SHAPE);
  }
  return body;
}

/** The key that makes a repeated request one wish, from its header. Throws `invalid_input`. */
export function parseIdempotencyKey(header: string | null): string | null {
  if (header === null) return null;
  const isKey = /^[\x21-\x7e]+$/.test(header) && header.length <= MAX_IDEMPOTENCY_KEY_LENGTH;
  if (isKey) return header;
  throw new AppError(
    'invalid_input',
    `Idempotency-Key has 1 to ${MAX_IDEMPOTENCY_KEY_LENGTH} visible ASCII characters without blanks`,
  );
}
