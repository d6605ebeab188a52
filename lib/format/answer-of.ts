import type { Result } from '@/lib/domain/result';
import { failureWords } from './failure-words';

/** What a server action answers. That it was not reached is a refusal like any other. */
export function answerOf<T>(asked: Promise<Result<T>>): Promise<Result<T>> {
  return asked.catch((error) => ({
    ok: false,
    error: { code: 'unavailable', message: failureWords(error) },
  }));
}
