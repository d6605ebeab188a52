import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { isExecutionId } from '@/lib/domain/execution-id';
import { MAX_ZIP_LOGS } from '@/lib/domain/limits';

const byIds = z.object({
  ids: z.array(z.string().refine(isExecutionId, 'not an execution id')).min(1).max(MAX_ZIP_LOGS),
});
const bySelection = z.object({ selection: z.uuid() });
const schema = z.union([bySelection, byIds]);

/** Which logs a zip shall hold: by their ids, or a frozen selection. Throws `invalid_input`. */
export async function parseBundleRequest(request: Request): Promise<z.output<typeof schema>> {
  const body: unknown = await request.json().catch(() => null);
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new AppError(
      'invalid_input',
      `Send {"ids": [...]} with 1 to ${MAX_ZIP_LOGS} execution ids, or {"selection": "..."}`,
    );
  }
  return parsed.data;
}
