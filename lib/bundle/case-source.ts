import { timeOfId } from '@/lib/domain/execution-id';
import type { PinnedRun } from '@/lib/domain/pinned-case';
import type { BundleSource } from './bundle-source';

/** A case as the execution that it was, as far as it is kept. */
export function caseSource(actionKey: string, run: PinnedRun): BundleSource {
  return {
    id: run.executionId,
    externalId: null,
    createdAt: new Date(timeOfId(run.executionId)),
    event: run.event,
    target: run.target,
    targetRecordId: run.targetRecordId,
    actionKeys: [actionKey],
    raisedAction: null,
    status: run.status,
    validationMessage: run.message,
    code: run.code,
    contextText: run.contextText,
    outputText: run.outputText,
    link: null,
  };
}
