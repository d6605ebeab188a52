import { findCode } from '@/lib/db/executions/find-code';
import { findOutputText } from '@/lib/db/executions/find-payload';
import { getMetadata } from '@/lib/db/executions/get-metadata';
import { listSteps } from '@/lib/db/executions/list-children';
import { findVerdict } from '@/lib/db/verdicts/find-verdict';
import type { ExecutionMetadata, ExecutionStep } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ExecutionVerdict } from '@/lib/domain/execution-verdict';
import type { ProjectId } from '@/lib/domain/project';
import { type RecordedOutput, readRecordedOutput } from '@/lib/domain/recorded-output';

export interface Log {
  metadata: ExecutionMetadata;
  code: string | null;
  output: RecordedOutput;
  steps: readonly ExecutionStep[];
  /** The rerun that decided the verdict, or null. */
  rerun: ExecutionVerdict | null;
}

/** Steps of which the page gives an idea; all of them have a tab of their own. */
const STEPS_AT_A_GLANCE = 12;

/** One log but its context and its entries, which are read by themselves. Throws `not_found`. */
export async function readLog(projectId: ProjectId, id: ExecutionId): Promise<Log> {
  const [metadata, code, outputText, steps, rerun] = await Promise.all([
    getMetadata(projectId, id),
    findCode(projectId, id),
    findOutputText(projectId, id),
    listSteps(projectId, id, STEPS_AT_A_GLANCE),
    findVerdict(projectId, id),
  ]);
  return { metadata, code, output: readRecordedOutput(outputText), steps, rerun };
}
