import { z } from 'zod';
import { RECOVERIES } from '@/lib/domain/action-runner';
import {
  MAX_WEBHOOK_URL_LENGTH,
  RUNNER_BOUNDS,
  RUNNER_CHOICES,
} from '@/lib/domain/runner-settings';

const within = (what: string, { least, most }: { least: number; most: number }, per = 1) =>
  z
    .number(`${what} is a number`)
    .int(`${what} is a whole number`)
    .min(least, `${what} is at least ${least / per}`)
    .max(most, `${what} is at most ${most / per}`)
    .nullable();

/** What people set for the retries of an action. */
export const runnerInput = z.object({
  executor: z.enum(RUNNER_CHOICES),
  webhookUrl: z
    .string()
    .trim()
    .max(MAX_WEBHOOK_URL_LENGTH, `The URL has at most ${MAX_WEBHOOK_URL_LENGTH} characters`)
    .nullable()
    .transform((url) => url || null),
  maxConcurrent: within('The number of runs at the same time', RUNNER_BOUNDS.maxConcurrent),
  throttle: z.boolean(),
  throttlePerMinute: within('The number of starts in a minute', RUNNER_BOUNDS.throttlePerMinute),
  allowedMs: within('The allowed time in seconds', RUNNER_BOUNDS.allowedMs, 1_000),
  recovery: z.enum(RECOVERIES),
});
