'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { StepStatusMark } from '@/components/execution/steps/step-row';
import type { OverlayProps } from '@/components/layout/open-overlay';
import { Button, buttonClass } from '@/components/ui/button';
import { explainFailureAction } from '@/lib/actions/explain-failure';
import { unwrap } from '@/lib/domain/result';
import type { StepOutline } from '@/lib/domain/step-outline';
import { failureWords } from '@/lib/format/failure-words';
import { skippedWords, stepName, stepReason } from '@/lib/format/step-words';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { OverlayFrame } from './overlay-frame';
import { RetryButton } from './retry-button';

/** Why an execution did not do what it should, and what can be done about it. */
export function FailureDialog({ project, of, takeTyped, onClose }: OverlayProps) {
  const id = of?.id ?? '';
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['failure', project.key, id],
    queryFn: async () => unwrap(await explainFailureAction({ project: project.key, id })),
    // The next attempt fails for reasons of its own.
    staleTime: 0,
  });
  const steps = data?.steps ?? [];
  const asked = steps.find(({ seq }) => seq === of?.seq);
  const ordered = asked ? [asked, ...steps.filter((step) => step !== asked)] : steps;
  const rest = data && data.steps.length < data.stepCount;
  return (
    <OverlayFrame
      label="Execution details"
      aside={data ? <StepStatusMark status={data.status} /> : null}
      takeTyped={takeTyped}
      onClose={onClose}
      foot={
        <>
          <RetryButton project={project.key} id={id} look="primary" />
          <Link
            href={paths.execution(project.key, id)}
            prefetch={false}
            onClick={onClose}
            className={buttonClass()}
          >
            View Execution
          </Link>
        </>
      }
    >
      {data ? (
        <>
          <p className="border-b border-line bg-bad-tint px-4 py-3 font-mono text-[12px] break-words whitespace-pre-wrap text-bad">
            {data.message === null
              ? 'No message was sent.'
              : data.message
                  .split(/\r\n|\r|\n/)
                  .map(visibleLine)
                  .join('\n')}
          </p>
          <dl className="flex flex-wrap gap-x-8 gap-y-2 px-4 py-3">
            <div className="min-w-0">
              <dt className="text-[11px] text-mute">Raised Action</dt>
              <dd className="font-mono text-[12px] break-words">
                {data.raisedAction === null ? (
                  '–'
                ) : (
                  <Link
                    href={paths.action(project.key, data.raisedAction)}
                    prefetch={false}
                    onClick={onClose}
                    className="underline decoration-line underline-offset-2 hover:text-accent"
                  >
                    {visibleLine(data.raisedAction)}
                  </Link>
                )}
              </dd>
            </div>
            <div>
              <dt className="text-[11px] text-mute">Attempt</dt>
              <dd>{data.attempt}</dd>
            </div>
          </dl>
          {ordered.length > 0 ? (
            <UndoneSteps steps={ordered} />
          ) : (
            <p className="border-t border-line px-4 py-3 text-mute">
              {data.stepCount === 0
                ? 'No steps were sent with it.'
                : 'None of its steps failed or was skipped.'}
            </p>
          )}
          {rest ? (
            <p className="border-t border-line px-4 py-2">
              <Link
                href={paths.execution(project.key, id, '?tab=steps')}
                prefetch={false}
                onClick={onClose}
                className="text-mute underline-offset-2 hover:text-text hover:underline"
              >
                All {data.stepCount.toLocaleString('en')} steps in time
              </Link>
            </p>
          ) : null}
        </>
      ) : error && !isFetching ? (
        <div className="flex items-center gap-3 px-4 py-4">
          <p role="alert" className="text-bad">
            {failureWords(error)}
          </p>
          <Button onClick={() => void refetch()}>Try again</Button>
        </div>
      ) : (
        <p className="px-4 py-4 text-mute">Loading…</p>
      )}
    </OverlayFrame>
  );
}

function UndoneSteps({ steps }: { steps: readonly StepOutline[] }) {
  return (
    <ul aria-label="Steps that failed or were skipped" className="border-t border-line">
      {steps.map((step) => (
        <li
          key={step.seq}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-line/60 px-4 py-2 last:border-0"
        >
          <span className="truncate">{stepName(step)}</span>
          <StepStatusMark status={step.status} />
          <span className="col-span-2 text-[12px] break-words text-mute">
            {step.status === 'skipped'
              ? skippedWords(step, steps)
              : (stepReason(step) ?? 'No error was sent with it.')}
          </span>
        </li>
      ))}
    </ul>
  );
}
