import { StatusCell } from '@/components/executions/cells/status-cell';
import { cn } from '@/lib/cn';
import type { ExecutionStep } from '@/lib/domain/execution';
import { FIRST_HASHED_SEQ } from '@/lib/domain/hashed-seq';
import { formatDuration } from '@/lib/format/format-duration';
import { visibleLine } from '@/lib/format/visible-line';

/** One step in a list: what it was, and what became of it. `place`: from 1, for one without a number. */
export function StepLine({
  step,
  place,
}: {
  step: Omit<ExecutionStep, 'parentSeq' | 'startedAt'>;
  place: number;
}) {
  return (
    <li className="flex h-8 items-center gap-3 border-b border-line/70 px-4 last:border-0">
      <span className="w-6 shrink-0 text-right text-mute tabular-nums">
        {step.seq < FIRST_HASHED_SEQ ? step.seq : place}
      </span>
      <span className="min-w-0 flex-1 truncate">{visibleLine(step.name ?? '–')}</span>
      <span className="max-w-[30%] truncate text-mute">{visibleLine(step.connector ?? '')}</span>
      <span className={cn('shrink-0 md:w-32', step.status === 'skipped' && 'text-mute')}>
        {step.status === 'skipped' ? (
          'Skipped'
        ) : step.status ? (
          <StatusCell status={step.status} />
        ) : null}
      </span>
      <span className="w-20 text-right tabular-nums">
        {step.durationMs === null ? '–' : formatDuration(step.durationMs)}
      </span>
    </li>
  );
}
