import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';

const PAGE = 200;
const MAX_PAGE = 1_000;
const MAX_SEQ = 2_147_483_647;

/** The query of `GET /api/v1/executions/:id/steps`. */
export const stepRequestShape = z
  .object({
    after: z.coerce
      .number({ error: 'is no number' })
      .int('is no whole number')
      .min(-1, 'is less than -1')
      .max(MAX_SEQ, `is more than ${MAX_SEQ}`)
      .describe('The seq behind which the page begins'),
    limit: z.coerce
      .number({ error: 'is no number' })
      .int('is no whole number')
      .min(1, 'is less than 1')
      .max(MAX_PAGE, `is more than ${MAX_PAGE}`)
      .describe(`Most steps of the page; ${PAGE} unless it is said`),
  })
  .partial();

/** Throws `invalid_input` for what makes no sense, and for a parameter that there is not. */
export function parseStepRequest(search: URLSearchParams): { after: number; limit: number } {
  const known: string[] = stepRequestShape.keyof().options;
  const unknown = Array.from(search.keys()).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `There is no parameter ${unknown}; known are ${known.join(', ')}`;
    throw new AppError('invalid_input', message);
  }
  const parsed = stepRequestShape.safeParse(Object.fromEntries(search));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError('invalid_input', `${issue?.path.join('.')} ${issue?.message}`);
  }
  return { after: parsed.data.after ?? -1, limit: parsed.data.limit ?? PAGE };
}
