import type { ExecutionId } from './execution-id';
import type { Status } from './status';

/** An execution that is kept as a case of its action, as lists show it. */
export interface PinnedCase {
  executionId: ExecutionId;
  name: string;
  pinnedAt: Date;
  pinnedBy: string;
  status: Status;
  /** How the recorded run ended, e.g. `rejected`, and what it raised; null where it does not say. */
  outcome: string | null;
  message: string | null;
  /** Lower-case hex. */
  codeSha256: string;
}

/** A case with all that a rerun needs. */
export interface PinnedRun extends PinnedCase {
  event: string;
  target: string;
  targetRecordId: string | null;
  code: string;
  contextText: string | null;
  outputText: string;
}
