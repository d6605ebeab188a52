import type { ExecutionId } from './execution-id';
import type { Level } from './level';
import type { JsonValue } from './match-json';
import type { Status } from './status';
import type { StepStatus } from './step-status';
import type { Verdict } from './verdict';

/** What a query may ask of a list row. */
export interface MatchableRow {
  id: ExecutionId;
  status: Status;
  event: string;
  target: string;
  targetRecordId: string | null;
  actionKeys: readonly string[];
  raisedAction: string | null;
  /** As the list has it, cut. */
  validationMessage: string | null;
  requestId: string | null;
  triggeredBy: string | null;
  environment: string | null;
  externalId: string | null;
  /** Fractional milliseconds. */
  durationMs: number | null;
  attempt: number;
  language: string | null;
  /** Lower-case hex. */
  codeSha256: string | null;
  warningCount: number;
  errorCount: number;
  errorGroup: string | null;
  reproducibility: Verdict;
  /** What quick search looks in. */
  search: string;
}

/** What lies deeper. A context or attributes that are not searchable are undefined. */
export interface MatchableDepth {
  context: JsonValue | undefined;
  attributes: JsonValue | undefined;
  steps: readonly MatchableStep[];
  entries: readonly MatchableEntry[];
}

interface MatchableStep {
  name: string | null;
  connector: string | null;
  status: StepStatus | null;
  durationMs: number | null;
}

interface MatchableEntry {
  level: Level;
  event: string | null;
  message: string | null;
}
