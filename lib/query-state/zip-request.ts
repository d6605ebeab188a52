import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { MAX_ZIP_LOGS } from '@/lib/domain/limits';
import type { ExecutionParams } from './execution-params';
import { listRequestShape, parseListRequest } from './list-request';

const MAX_ID_LENGTH = 2_000;

const byIds = z
  .strictObject({
    ids: z
      .array(z.string().min(1).max(MAX_ID_LENGTH))
      .min(1)
      .max(MAX_ZIP_LOGS)
      .describe('Of executions: Runlens’ own, or the producer’s'),
  })
  .describe('These');
const byQuery = z
  .strictObject(listRequestShape.omit({ cursor: true, limit: true }).shape)
  .describe('Those that a list with these parameters holds');

/** Which executions a zip shall hold. */
export const zipRequestSchema = z.union([byIds, byQuery]).describe('What a zip shall hold');

export type ZipRequest = { ids: readonly string[] } | { params: ExecutionParams };

/** The body of `POST /api/v1/bundles`. Throws `invalid_input`. */
export function parseZipRequest(text: string): ZipRequest {
  const parsed = zipRequestSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new AppError(
      'invalid_input',
      `Send {"ids": […]} with 1 to ${MAX_ZIP_LOGS} ids, or the parameters of a list, as {"q": "status:failed", "since": "-24h"}`,
    );
  }
  if ('ids' in parsed.data) return { ids: parsed.data.ids };
  const { params } = parseListRequest(new URLSearchParams(Object.entries(parsed.data)));
  return { params };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
