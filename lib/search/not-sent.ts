import { AppError } from '@/lib/domain/app-error';

/** @param attempt which was asked for by its number; null: the execution as it is */
export function notSent(what: 'code' | 'context' | 'output', attempt: number | null): AppError {
  const of = attempt === null ? 'execution' : 'attempt';
  return new AppError('not_found', `No ${what} was sent with this ${of}`);
}
