import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import type { Query } from '@/lib/domain/query';
import type { TimeRange } from '@/lib/domain/time-range';
import { isTimeZone } from '@/lib/format/format-time';
import { parseExecutionParams } from './execution-params';
import type { CountSettings } from './print-count-request';
import { requireQuery } from './require-query';

/** Most bars that a screen may ask for, and values of a facet. */
const MAX_BARS = 200;
const MAX_VALUES = 50;

const schema = z.object({
  zone: z.string().refine(isTimeZone, 'is no time zone'),
  bars: z.coerce.number().int().min(1).max(MAX_BARS),
  values: z.coerce.number().int().min(1).max(MAX_VALUES),
  exact: z.enum(['1']).optional(),
});

export interface CountRequest extends CountSettings {
  query: Query;
  range: TimeRange;
}

/** Throws `invalid_input` for what makes no sense. */
export function parseCountRequest(search: URLSearchParams): CountRequest {
  const parsed = schema.safeParse(Object.fromEntries(search));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('invalid_input', `${issue?.path.join('.')} ${issue?.message}`);
  }
  const { q, range } = parseExecutionParams(search);
  return { ...parsed.data, query: requireQuery(q), range, exact: parsed.data.exact === '1' };
}
