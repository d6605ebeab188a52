import type { Alteration } from './execution';
import type { ExecutionId } from './execution-id';
import type { Status } from './status';
import type { StepStatus } from './step-status';

/** One message about an execution, read and cleaned: what ingest hands to the database. */
export interface IncomingExecution {
  id: ExecutionId;
  createdAt: Date;
  receivedAt: Date;
  /**
   * Where the id does not follow from what the producer sent: without created_at, or with one from
   * the future, an earlier message with the same external id decides both; so it does for a trace,
   * which is known by its id alone.
   */
  claim: 'none' | 'no_created_at' | 'future';
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Fractional milliseconds. */
  durationMs: number | null;
  status: Status;
  event: string;
  target: string;
  targetRecordId: string | null;
  actions: readonly { key: string; name: string | null }[];
  raisedAction: string | null;
  /** Whole; the list row gets a cut copy. */
  validationMessage: string | null;
  requestId: string | null;
  triggeredBy: string | null;
  environment: string | null;
  externalId: string | null;
  attempt: number;
  /** As the producer wrote it: an id of Runlens or the producer's own. */
  retryOf: string | null;
  language: string | null;
  code: IncomingCode | null;
  /** sha256 over the message, hex. */
  contentSha256: string;
  contextText: string | null;
  /** UTF-8 bytes. */
  contextBytes: number | null;
  contextSearchable: boolean;
  outputText: string | null;
  actionsText: string | null;
  triggerText: string | null;
  attributesText: string | null;
  attributesSearchable: boolean;
  steps: readonly IncomingStep[];
  entries: readonly IncomingEntry[];
  alterations: readonly Alteration[];
  /** Characters of the message. */
  size: number;
}

export interface IncomingCode {
  /** sha256 over the UTF-8 of `sourceJson`, hex. */
  sha256: string;
  /** The code as a JSON string literal. */
  sourceJson: string;
  /** UTF-8 bytes of the code itself. */
  byteLength: number;
}

export interface IncomingStep {
  seq: number;
  parentSeq: number | null;
  name: string | null;
  connector: string | null;
  status: StepStatus | null;
  startedAt: Date | null;
  durationMs: number | null;
  inputText: string | null;
  outputText: string | null;
  errorText: string | null;
}

export interface IncomingEntry {
  seq: number;
  occurredAt: Date | null;
  /** 0 debug, 1 info, 2 warning, 3 error. */
  level: number;
  event: string | null;
  message: string | null;
  dataText: string | null;
  workerId: string | null;
  attempt: number | null;
  /** JSON text of an object: members that have no column. Null without any. */
  extraText: string | null;
  /** Of one with an id and no seq of the producer: it stays the same when the entry is sent again. */
  knownAs: string | null;
}
