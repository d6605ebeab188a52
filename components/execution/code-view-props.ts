import type { CodeLine } from '@/lib/format/code-line';

export interface CodeViewProps {
  lines: readonly CodeLine[];
  /** Names the region to screen readers. */
  label: string;
  /** The line that raised, from 1. */
  markLine?: number;
  /** What the mark means. */
  markText?: string;
  className?: string;
}
