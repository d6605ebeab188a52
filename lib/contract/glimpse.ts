import type { ExecutionSummary } from '@/lib/domain/execution';
import type { CodeLine } from '@/lib/format/code-line';

/** What quick view shows: the list row and the highlighted code, or no code when none was sent. */
export interface Glimpse {
  summary: ExecutionSummary;
  lines: readonly CodeLine[] | null;
  /** True when the code goes on past what is shown. */
  cut: boolean;
  /** Number of the line that raised, from 1. */
  raisedLine: number | null;
}
