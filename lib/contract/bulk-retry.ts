import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { isExecutionId } from '@/lib/domain/execution-id';
import { MAX_BULK_RETRIES } from '@/lib/domain/limits';
import type { RetryRefusal } from '@/lib/domain/retry-eligibility';

const which = z.union([
  z.object({ selection: z.uuid() }),
  z.object({
    ids: z.array(z.string().refine(isExecutionId)).min(1).max(MAX_BULK_RETRIES),
  }),
]);

const schema = z.intersection(
  which,
  z.union([
    z.object({ step: z.literal('plan') }),
    z.object({ step: z.literal('run'), key: z.string().regex(/^[0-9a-f]{32}$/) }),
  ]),
);

export type BulkRetryRequest = z.output<typeof schema>;

/** Which executions, and whether they are looked at or retried. Throws `invalid_input`. */
export async function parseBulkRetry(request: Request): Promise<BulkRetryRequest> {
  const parsed = schema.safeParse(await request.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid_input',
    `Send {"step": "plan" or "run", "key": …} with 1 to ${MAX_BULK_RETRIES} "ids", or a "selection"`,
  );
}

/** What became of one of them. */
export interface BulkRetryRow {
  id: string;
  outcome: 'started' | 'repeated' | 'refused' | 'gone' | 'failed';
  attempt: number | null;
  /** Why not. */
  code: RetryRefusal | null;
  message: string | null;
}

/** The lines of the answer. */
export type BulkRetryLine =
  | { part: 'looked'; count: number }
  /** Each refused one counts once, with its first reason. */
  | {
      part: 'plan';
      total: number;
      retryable: number;
      gone: number;
      refused: { code: RetryRefusal; message: string; count: number }[];
    }
  | { part: 'row'; row: BulkRetryRow };
