import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { type ExecutionId, isExecutionId } from '@/lib/domain/execution-id';
import { MAX_PAGE_SIZE, PAGE_SIZE } from '@/lib/domain/limits';
import { isStatus, STATUSES } from '@/lib/domain/status';
import { timeBoundMs } from '@/lib/domain/time-range';
import { type ExecutionParams, type PARAM_FIELDS, parseExecutionParams } from './execution-params';
import { requireQuery } from './require-query';
import { parseValueList } from './value-list';

const bound = z
  .string()
  .refine(
    (text) => timeBoundMs(text, 0) !== null,
    'is no time: write -24h, 2026-11-20 or an ISO instant',
  );
const milliseconds = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'is no number of milliseconds');
const values = (of: string) => z.string().describe(`${of}; one of several, with commas between`);

/** What says which executions: beside `q`, each is a term of it. */
const filterShape = {
  q: z.string().describe('A query in the language of the search bar'),
  status: values('How it has ended')
    .refine((text) => parseValueList(text).every(isStatus), `knows ${STATUSES.join(', ')}`)
    .describe(`One of ${STATUSES.join(', ')}, or several with commas between`),
  event: values('Its event'),
  target: values('Its target'),
  action: values('Key of an action that ran'),
  triggered_by: values('Who triggered it'),
  environment: values('Where it ran'),
  since: bound.describe('Created at or after: `-24h`, a day, or an ISO instant'),
  until: bound.describe('Created before: `-1h`, a day, or an ISO instant'),
  min_ms: milliseconds.describe('Took at least so long'),
  max_ms: milliseconds.describe('Took at most so long'),
} satisfies Record<(typeof PARAM_FIELDS)[number], z.ZodType> & Record<string, z.ZodType>;

const order = z.enum(['newest', 'oldest']).describe('Which come first; `newest` unless it is said');

/** The parameters that an export and a stream have in common with a list. */
export const executionFilterShape = z.object(filterShape).partial();

export const listRequestShape = z
  .object({
    ...filterShape,
    order,
    cursor: z
      .string()
      .refine(isExecutionId, 'is no cursor: send back what `next` said')
      .describe('The `next` of the page before'),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(MAX_PAGE_SIZE)
      .describe(`Most items of the page; ${PAGE_SIZE} unless it is said`),
  })
  .partial();

const known = new Set<string>(listRequestShape.keyof().options);

export interface ListRequest {
  params: ExecutionParams;
  cursor: ExecutionId | null;
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
  const parsed = listRequestShape.safeParse(Object.fromEntries(query));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('invalid_input', `${issue?.path.join('.')} ${issue?.message}`);
  }
  const { min_ms, max_ms } = parsed.data;
  if (min_ms !== undefined && max_ms !== undefined && Number(min_ms) > Number(max_ms)) {
    throw new AppError('invalid_input', `min_ms ${min_ms} is more than max_ms ${max_ms}`);
  }
  const params = parseExecutionParams(query);
  requireQuery(params.q);
  return {
    params,
    cursor: parsed.data.cursor ?? null,
    limit: parsed.data.limit ?? PAGE_SIZE,
  };
}
