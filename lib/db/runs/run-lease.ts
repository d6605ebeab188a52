import type { ExecutorKind } from '@/lib/domain/action-runner';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/** A run that a worker holds. Whatever it writes names the token: a later claim makes it worthless. */
export interface RunLease {
  runId: string;
  /** A 64-bit number, as text. */
  token: string;
  workerId: string;
  projectId: ProjectId;
  executionId: ExecutionId;
  attempt: number;
  actionKey: string | null;
  executor: ExecutorKind;
  allowedMs: number;
  /** Claims so far, with this one. */
  tries: number;
  /** What an interrupted try has saved, or null. */
  checkpoint: unknown;
}
