import Link from 'next/link';
import type { ExecutionStep } from '@/lib/domain/execution';
import { Pane } from './pane';
import { StepLine } from './step-line';

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
          <StepLine key={step.seq} step={step} place={index + 1} />
        ))}
      </ol>
    </Pane>
  );
}
