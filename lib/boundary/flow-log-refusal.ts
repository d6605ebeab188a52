import { type AppError, ERROR_CODES } from '@/lib/domain/app-error';
import { refusalHeaders } from './refusal-headers';

/**
 * A refusal of Akinon's API. Its document gives the status codes and no body: this says the code again,
 * and in words what to do.
 */
export function flowLogRefusal(error: AppError): Response {
  const { status } = ERROR_CODES[error.code];
  return Response.json(
    { status_code: status, message: error.message },
    { status, headers: refusalHeaders(error, 'Bearer') },
  );
}
