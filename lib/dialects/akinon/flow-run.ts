import type { ExecutionSummary } from '@/lib/domain/execution';

/** An execution as far as its main log and the logs below it are made of it. */
export interface FlowRun {
  summary: ExecutionSummary;
  startedAt: Date | null;
  finishedAt: Date | null;
  attributesText: string | null;
  triggerText: string | null;
  /** Log entries; null where there are too many to count for a list. */
  lineCount: number | null;
}

/** The flow that was asked for: an action. */
export interface Flow {
  id: string;
  name: string | null;
}
