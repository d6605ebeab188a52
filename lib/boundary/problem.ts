import { type AppError, ERROR_CODES } from '@/lib/domain/app-error';

/** `application/problem+json` (RFC 9457) with a stable `code`. `extra` adds members of the answer. */
export function problem(error: AppError, extra: Record<string, unknown> = {}): Response {
  const { status, title } = ERROR_CODES[error.code];
  const body = { title, status, code: error.code, detail: error.message, ...extra };
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (error.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer realm="runlens"');
  if (error.code === 'unavailable' || error.code === 'rate_limited')
    headers.set('retry-after', '2');
  return Response.json(body, { status, headers });
}
