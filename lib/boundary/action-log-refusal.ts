import { type AppError, ERROR_CODES } from '@/lib/domain/app-error';
import { refusalHeaders } from './refusal-headers';

/**
 * A refusal of StackOne's API, with a challenge for Basic. Its document shows no body of one: this is
 * made of the words that it has for the outcome, `success` and `status_code`, and a message.
 */
export function actionLogRefusal(error: AppError): Response {
  const { status } = ERROR_CODES[error.code];
  const body = { success: false, status_code: status, message: error.message };
  return Response.json(body, { status, headers: refusalHeaders(error, 'Basic') });
}
