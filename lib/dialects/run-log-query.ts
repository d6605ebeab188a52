import { AppError } from '@/lib/domain/app-error';
import { type EntryFilter, EVERY_ENTRY } from '@/lib/domain/entry-filter';

/** VirtuousAI's levels, the least first. */
export const RUN_LOG_LEVELS = ['info', 'warning', 'error'] as const;

/**
 * The query of VirtuousAI's routes: `level` is the least one, so that `warning` gives errors as well.
 * Its lowest gives everything, `debug` too, which it knows as `info`. Throws `invalid_input`.
 */
export function runLogQuery(search: URLSearchParams): EntryFilter {
  const unknown = Array.from(search.keys()).find((name) => name !== 'level');
  if (unknown !== undefined) {
    throw new AppError('invalid_input', `There is no parameter ${unknown}; known is level`);
  }
  const asked = search.get('level') ?? 'info';
  const level = RUN_LOG_LEVELS.find((one) => one === asked);
  if (!level) throw new AppError('invalid_input', `level is one of ${RUN_LOG_LEVELS.join(', ')}`);
  return { ...EVERY_ENTRY, level: level === 'info' ? null : level };
}
