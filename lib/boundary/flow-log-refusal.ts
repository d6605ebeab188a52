import { type AppError, ERROR_CODES } from '@/lib/domain/app-error';

/**
 * A refusal of Akinon's API. Its document gives the status codes and no body: this says the code again,
 * and in words what to do.
 */
export function flowLogRefusal(error: AppError): Response {
  const { status } = ERROR_CODES[error.code];
  const headers = new Headers();
  if (error.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer realm="runlens"');
  if (error.code === 'unavailable' || error.code === 'rate_limited')
    headers.set('retry-after', '2');
  return Response.json({ status_code: status, message: error.message }, { status, headers });
}
