import { type AppError, ERROR_CODES } from '@/lib/domain/app-error';

/** A refusal of StackOne's API: the status as a number beside the message, and a Basic challenge. */
export function actionLogRefusal(error: AppError): Response {
  const { status } = ERROR_CODES[error.code];
  const headers = new Headers();
  if (error.code === 'unauthenticated') headers.set('www-authenticate', 'Basic realm="runlens"');
  if (error.code === 'unavailable') headers.set('retry-after', '2');
  const timestamp = new Date().toISOString();
  return Response.json(
    { statusCode: status, message: error.message, timestamp },
    { status, headers },
  );
}
