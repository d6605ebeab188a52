import type { ExecutionSummary } from '@/lib/domain/execution';

/** Most executions that one request may ask a glimpse of. */
export const MAX_GLIMPSES = 16;

/** What quick view shows: the list row and the highlighted code, or no code when none was sent. */
export interface Glimpse {
  summary: ExecutionSummary;
  /** JSON of CodeLine[]: as values, the tokens of a dozen logs would take the page longer to read than to show. */
  linesText: string | null;
  /** True when the code goes on past what is shown. */
  cut: boolean;
  /** Number of the line that raised, from 1. */
  raisedLine: number | null;
}
