import { getStoredRun } from '@/lib/db/executions/get-stored-run';
import { insertCase } from '@/lib/db/pins/insert-case';
import { AppError } from '@/lib/domain/app-error';
import { cutText } from '@/lib/domain/cut-text';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { MAX_CASE_NAME_LENGTH, MAX_PINNED_CASES } from '@/lib/domain/limits';
import { mainAction } from '@/lib/domain/main-action';
import type { ProjectId } from '@/lib/domain/project';
import { hasRecording, readRecordedOutput } from '@/lib/domain/recorded-output';

/**
 * Keeps an execution as a case of its action, named after what it ran on, and says of which. Once
 * pinned it stays, whatever becomes of the execution. Throws `not_found`, and `conflict` when there is
 * nothing that could be run again and compared, or no room.
 */
export async function pinExecution(
  projectId: ProjectId,
  id: ExecutionId,
  by: string,
): Promise<{ actionKey: string }> {
  const { summary, code, codeSha256, ...run } = await getStoredRun(projectId, id);
  const actionKey = mainAction(summary);
  if (actionKey === null) {
    throw new AppError('conflict', 'It names no action of which it could be a case');
  }
  const output = readRecordedOutput(run.outputText);
  if (code === null || codeSha256 === null || run.outputText === null || !hasRecording(output)) {
    throw new AppError('conflict', 'Not recorded: a case needs an outcome to compare with');
  }
  const { event, target, targetRecordId, status } = summary;
  const name = [event, target, targetRecordId].filter(Boolean).join(' ');
  const isKept = await insertCase(
    projectId,
    actionKey,
    {
      ...{ executionId: id, name: cutText(name, MAX_CASE_NAME_LENGTH), status, codeSha256 },
      ...{ pinnedAt: new Date(), pinnedBy: by, event, target, targetRecordId },
      ...{ outcome: output.outcome, message: run.validationMessage },
      ...{ contextText: run.contextText, outputText: run.outputText },
    },
    MAX_PINNED_CASES,
  );
  if (!isKept) {
    throw new AppError(
      'conflict',
      `This action has ${MAX_PINNED_CASES} cases, which is the most: unpin another first`,
    );
  }
  return { actionKey };
}
