import Link from 'next/link';
import { StatusCell } from '@/components/executions/cells/status-cell';
import { cn } from '@/lib/cn';
import type { ExecutionStep } from '@/lib/domain/execution';
import { FIRST_HASHED_SEQ } from '@/lib/domain/hashed-seq';
import { formatDuration } from '@/lib/format/format-duration';
import { visibleLine } from '@/lib/format/visible-line';
import { Pane } from './pane';

/** The first steps of an execution in their order. */
export function StepList({
  steps,
  total,
  href,
}: {
  steps: readonly ExecutionStep[];
  /** Of all that are stored. */
  total: number;
  /** Where all of them are, and when they ran. */
  href: string;
}) {
  if (steps.length === 0) return null;
  return (
    <Pane
      title="Steps"
      detail={total.toLocaleString('en')}
      actions={
        <Link
          href={href}
          prefetch={false}
          className="rounded-sm text-mute underline-offset-2 hover:text-text hover:underline"
        >
          {steps.length < total ? `All ${total.toLocaleString('en')} in time` : 'In time'}
        </Link>
      }
    >
      <ol>
        {steps.map((step, index) => (
          <li
            key={step.seq}
            className="flex h-8 items-center gap-3 border-b border-line/70 px-4 last:border-0"
          >
            <span className="w-6 shrink-0 text-right text-mute tabular-nums">
              {step.seq < FIRST_HASHED_SEQ ? step.seq : index + 1}
            </span>
            <span className="min-w-0 flex-1 truncate">{visibleLine(step.name ?? '–')}</span>
            <span className="max-w-[30%] truncate text-mute">
              {visibleLine(step.connector ?? '')}
            </span>
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
        ))}
      </ol>
    </Pane>
  );
}
