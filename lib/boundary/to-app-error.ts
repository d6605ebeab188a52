import { AppError, type ErrorCode } from '@/lib/domain/app-error';

/** By SQLSTATE or driver code, never by message: names of constraints and relations vary. */
const BY_CODE: Record<string, ErrorCode> = {
  '57014': 'timeout',
  '55P03': 'timeout',
  '57P01': 'unavailable',
  '57P03': 'unavailable',
  '53300': 'unavailable',
  '08006': 'unavailable',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
  EPIPE: 'unavailable',
  P1001: 'unavailable',
  P1017: 'unavailable',
  P2024: 'unavailable',
};

function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { code, originalCode, cause, meta, driverAdapterError } = error as Record<string, unknown>;
  return [
    ...[code, originalCode].filter((value) => typeof value === 'string'),
    ...[cause, meta, driverAdapterError].flatMap((inner) => codesOf(inner, depth + 1)),
  ];
}

/** Anything thrown, as a refusal that may be shown. What nobody foresaw becomes `unexpected`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const known = codesOf(error)
    .map((code) => BY_CODE[code])
    .find(Boolean);
  const timedOut =
    error instanceof Error &&
    /connection timeout|timeout exceeded|Query read timeout|^Connection terminated/.test(
      error.message,
    );
  return new AppError(known ?? (timedOut ? 'unavailable' : 'unexpected'), undefined, {
    cause: error,
  });
}
