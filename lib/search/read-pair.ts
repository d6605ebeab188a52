import { findCode } from '@/lib/db/executions/find-code';
import { findContextText, findOutputText } from '@/lib/db/executions/find-payload';
import { getMetadata } from '@/lib/db/executions/get-metadata';
import { listSteps } from '@/lib/db/executions/list-children';
import type { ExecutionMetadata, ExecutionStep } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { type RecordedOutput, readRecordedOutput } from '@/lib/domain/recorded-output';

/** Bytes of a context that is compared; a larger one is not read. */
export const MAX_COMPARED_BYTES = 2 * 1024 * 1024;
/** Steps of each that are compared. */
const MAX_STEPS = 500;

/** One of two logs that are compared. */
export interface ComparedLog {
  metadata: ExecutionMetadata;
  code: string | null;
  output: RecordedOutput;
  /** Null without one, and when it is too large: `metadata.contextBytes` tells. */
  contextText: string | null;
  steps: readonly ExecutionStep[];
}

/** Two logs with all that is compared of them. Throws `not_found`. */
export async function readPair(
  projectId: ProjectId,
  a: ExecutionId,
  b: ExecutionId,
): Promise<{ before: ComparedLog; after: ComparedLog }> {
  const [before, after] = await Promise.all([readOne(projectId, a), readOne(projectId, b)]);
  return { before, after };
}

async function readOne(projectId: ProjectId, id: ExecutionId): Promise<ComparedLog> {
  const [metadata, code, outputText, steps] = await Promise.all([
    getMetadata(projectId, id),
    findCode(projectId, id),
    findOutputText(projectId, id),
    listSteps(projectId, id, MAX_STEPS),
  ]);
  const isRead = (metadata.contextBytes ?? 0) <= MAX_COMPARED_BYTES;
  const contextText = isRead ? await findContextText(projectId, id) : null;
  return { metadata, code, output: readRecordedOutput(outputText), contextText, steps };
}
