import { type ExecutionId, isExecutionId } from '@/lib/domain/execution-id';

/** What the `id` of a log names: an execution, or one of its steps or entries. */
export interface FlowLogId {
  type: 1 | 2 | 3;
  /** Of a main log as it was given: Runlens' id or the producer's own. */
  execution: string;
  seq: number;
}

const PART = /^(step|log)_([0-9a-fA-F-]{36})_(\d{1,10})$/;
const MAX_SEQ = 2_147_483_647;

export function subLogId(executionId: ExecutionId, seq: number): string {
  return `step_${executionId}_${seq}`;
}

/** The same as VirtuousAI's routes give an entry without an id of its own. */
export function lineLogId(executionId: ExecutionId, seq: number): string {
  return `log_${executionId}_${seq}`;
}

/** Anything that is no id of a sub or line log may be one of an execution. */
export function parseFlowLogId(text: string): FlowLogId {
  const [, kind, id = '', digits] = PART.exec(text) ?? [];
  const [execution, seq] = [id.toLowerCase(), Number(digits)];
  if (kind === undefined || !isExecutionId(execution) || seq > MAX_SEQ) {
    return { type: 1, execution: text, seq: 0 };
  }
  return { type: kind === 'step' ? 2 : 3, execution, seq };
}
