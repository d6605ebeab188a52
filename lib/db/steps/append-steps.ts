import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingStep } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { stageOf } from '@/lib/domain/status';
import type { LineVerdict } from '../entries/line-verdict';
import { storeLines } from '../entries/store-lines';
import { lockExecution } from '../executions/lock-execution';
import { upsertStepRows } from '../executions/upsert-steps';
import { appendFeed } from '../feed/append-feed';
import { notifyFeed } from '../feed/notify-feed';
import { inTransaction } from '../in-transaction';
import { countSteps } from './count-steps';
import { findStoredSteps } from './find-stored-steps';

const CONFLICT = 'The step has ended and is stored with other content: the first one holds';

/**
 * Adds steps to one execution, or takes on those that have not ended: what a later message leaves open
 * stays, and one of an earlier stage changes nothing. Says what became of each, in their order. Throws
 * `not_found`.
 */
export function appendSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  steps: readonly IncomingStep[],
): Promise<LineVerdict[]> {
  return storeLines(steps, (lines) => storeOnce(projectId, executionId, lines));
}

async function storeOnce(
  projectId: ProjectId,
  executionId: ExecutionId,
  steps: readonly IncomingStep[],
): Promise<LineVerdict[]> {
  const verdicts = await inTransaction(async (client) => {
    await lockExecution(client, projectId, executionId);
    const seqs = steps.map(({ seq }) => seq);
    const stored = await findStoredSteps(client, projectId, executionId, seqs);
    const { verdicts: decided, changed } = decide(steps, stored);
    if (changed.length === 0) return decided;
    const rows = changed.map((step) => ({ id: executionId, step }));
    await upsertStepRows(client, projectId, rows, 'later');
    await countSteps(client, projectId, [executionId]);
    await appendFeed(client, projectId, [
      { kind: 'accepted', id: executionId, change: 'changed', alterations: [] },
    ]);
    return decided;
  });
  notifyFeed();
  return verdicts;
}

/** What each step is after its lines, one after the other, and what becomes of each line. Pure. */
function decide(steps: readonly IncomingStep[], stored: ReadonlyMap<number, IncomingStep>) {
  const now = new Map(stored);
  const changed = new Map<number, IncomingStep>();
  const verdicts = steps.map((step): LineVerdict => {
    const { seq } = step;
    const before = now.get(seq);
    const merged = before ? merge(before, step) : step;
    const isRepeat = before !== undefined && isSame(before, merged);
    const isLate = before !== undefined && stageOfStep(before) > stageOfStep(step);
    if (isRepeat || isLate) return { kind: 'duplicate', seq };
    if (before && stageOfStep(before) === 2) {
      return { kind: 'rejected', code: 'conflict', message: CONFLICT };
    }
    now.set(seq, merged);
    changed.set(seq, merged);
    return { kind: 'accepted', seq };
  });
  return { verdicts, changed: Array.from(changed.values()) };
}

function stageOfStep({ status }: IncomingStep): 0 | 1 | 2 {
  if (status === 'skipped') return 2;
  return status === null ? 0 : stageOf(status);
}

function merge(before: IncomingStep, step: IncomingStep): IncomingStep {
  const said = Object.entries(step).filter(([, value]) => value !== null);
  return { ...before, ...Object.fromEntries(said) };
}

/** A step that says nothing new leaves what is stored as it is. */
function isSame(before: IncomingStep, merged: IncomingStep): boolean {
  return JSON.stringify(before) === JSON.stringify({ ...before, ...merged });
}
