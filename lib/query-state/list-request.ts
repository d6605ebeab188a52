import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { isExecutionId } from '@/lib/domain/execution-id';
import { MAX_PAGE_SIZE, PAGE_SIZE } from '@/lib/domain/limits';
import { isStatus, STATUSES } from '@/lib/domain/status';
import { timeBoundMs } from '@/lib/domain/time-range';
import { type ExecutionParams, PARAM_FIELDS, parseExecutionParams } from './execution-params';
import { requireQuery } from './require-query';
import { parseValueList } from './value-list';

const bound = z
  .string()
  .refine(
    (text) => timeBoundMs(text, 0) !== null,
    'is no time: write -24h, 2026-11-20 or an ISO instant',
  );
const milliseconds = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'is no number of milliseconds');

const schema = z.object({
  q: z.string(),
  status: z
    .string()
    .refine((text) => parseValueList(text).every(isStatus), `knows ${STATUSES.join(', ')}`),
  since: bound,
  until: bound,
  min_ms: milliseconds,
  max_ms: milliseconds,
  order: z.enum(['newest', 'oldest']),
  cursor: z.string().refine(isExecutionId, 'is no cursor: send back what `next` said'),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE),
});

const known = new Set<string>([...schema.keyof().options, ...PARAM_FIELDS]);

export interface ListRequest {
  params: ExecutionParams;
  cursor: string | null;
  limit: number;
}

/** The query of `GET /api/v1/executions`. Unlike a page's URL it is refused when a part makes no sense. */
export function parseListRequest(query: URLSearchParams): ListRequest {
  for (const name of query.keys()) {
    if (!known.has(name)) {
      throw new AppError(
        'invalid_input',
        `There is no parameter ${name}; known are ${[...known].join(', ')}`,
      );
    }
  }
  const parsed = schema.partial().safeParse(Object.fromEntries(query));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('invalid_input', `${issue?.path.join('.')} ${issue?.message}`);
  }
  const params = parseExecutionParams(query);
  requireQuery(params.q);
  return {
    params,
    cursor: parsed.data.cursor ?? null,
    limit: parsed.data.limit ?? PAGE_SIZE,
  };
}
