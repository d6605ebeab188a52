import type { AppError } from '@/lib/domain/app-error';

/** Writes what the person does not see. Expected refusals are not failures and are not written. */
export function logFailure(where: string, error: AppError): void {
  if (error.code !== 'unexpected' && error.code !== 'unavailable' && error.code !== 'timeout')
    return;
  console.error(
    JSON.stringify({ level: 'error', where, code: error.code, cause: describe(error.cause) }),
  );
}

function describe(cause: unknown): string | undefined {
  return cause instanceof Error
    ? (cause.stack ?? cause.message)
    : cause
      ? String(cause)
      : undefined;
}
