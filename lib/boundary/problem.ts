import { type AppError, ERROR_CODES } from '@/lib/domain/app-error';
import { refusalHeaders } from './refusal-headers';

/** `application/problem+json` (RFC 9457) with a stable `code`. `extra` adds members of the answer. */
export function problem(error: AppError, extra: Record<string, unknown> = {}): Response {
  const { status, title } = ERROR_CODES[error.code];
  const body = { title, status, code: error.code, detail: error.message, ...extra };
  const headers = refusalHeaders(error, 'Bearer');
  headers.set('content-type', 'application/problem+json');
  return Response.json(body, { status, headers });
}
