import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { parseStepPlace, STEPS_START, type StepPlace } from '@/lib/domain/step-place';
import { attemptField } from './attempt-request';

const PAGE = 200;
const MAX_PAGE = 1_000;

/** The query of `GET /api/v1/executions/:id/steps`. */
export const stepRequestShape = z
  .object({
    after: z
      .string()
      .refine(
        (text) => parseStepPlace(text) !== null,
        'is no place behind which a page begins: send back `next`',
      )
      .transform((text) => parseStepPlace(text) ?? STEPS_START)
      .describe(
        'The seq behind which the page begins; of a step whose seq is made of an id what `next` said',
      )
      .meta({ pattern: '^(-1|\\d{1,10}(@\\d{0,15})?)$' }),
    limit: z.coerce
      .number({ error: 'is no number' })
      .int('is no whole number')
      .min(1, 'is less than 1')
      .max(MAX_PAGE, `is more than ${MAX_PAGE}`)
      .describe(`Most steps of the page; ${PAGE} unless it is said`),
    attempt: attemptField,
  })
  .partial();

export interface StepRequest {
  after: StepPlace;
  limit: number;
  /** null: the last one. */
  attempt: number | null;
}

/** Throws `invalid_input` for what makes no sense, and for a parameter that there is not. */
export function parseStepRequest(search: URLSearchParams): StepRequest {
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
  const { after = STEPS_START, limit = PAGE, attempt = null } = parsed.data;
  return { after, limit, attempt };
}
