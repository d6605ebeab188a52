'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { StepStatusMark } from '@/components/execution/steps/step-row';
import type { OverlayProps } from '@/components/layout/open-overlay';
import type { EditorHandle } from '@/components/reproduce/code-editor';
import { contextFault } from '@/components/reproduce/context-fault';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { RetryPlan } from '@/lib/contract/retry-plan';
import { decideRetry } from '@/lib/domain/retry-eligibility';
import { failureWords } from '@/lib/format/failure-words';
import { OverlayFrame } from './overlay-frame';
import { RetryCode } from './retry-code';
import { RetryContext } from './retry-context';
import { RetryEffects } from './retry-effects';
import { newWishKey, startRetry } from './start-retry';
import { useRetryPlan } from './use-retry-plan';

/** What will run, before it runs. */
export function RetryDialog({ project, of, takeTyped, onClose }: OverlayProps) {
  const id = of?.id ?? '';
  const plan = useRetryPlan(project.key, id);
  if (plan.data) {
    return (
      <PlannedRetry
        {...{ project: project.key, id, takeTyped, onClose }}
        plan={plan.data}
        onStale={() => void plan.refetch()}
      />
    );
  }
  return (
    <OverlayFrame label="Retry Execution" takeTyped={takeTyped} onClose={onClose}>
      {plan.error && !plan.isFetching ? (
        <div className="flex items-center gap-3 px-4 py-4">
          <p role="alert" className="text-bad">
            {failureWords(plan.error)}
          </p>
          <Button onClick={() => void plan.refetch()}>Try again</Button>
        </div>
      ) : (
        <p className="px-4 py-4 text-mute">Loading…</p>
      )}
    </OverlayFrame>
  );
}

interface PlannedRetryProps {
  project: string;
  id: string;
  plan: RetryPlan;
  takeTyped: () => string;
  onClose: () => void;
  onStale: () => void;
}

function PlannedRetry(props: PlannedRetryProps) {
  const { project, id, plan, takeTyped, onClose, onStale } = props;
  const router = useRouter();
  const { codeSha256, currentCodeSha256 } = plan.facts;
  const [code, setCode] = useState<'original' | 'current'>(
    codeSha256 === null && currentCodeSha256 !== null ? 'current' : 'original',
  );
  const [hasOwnContext, setOwnContext] = useState(false);
  const [isStarting, setStarting] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const editorRef = useRef<EditorHandle>(null);
  const recordedRef = useRef<string | null>(null);
  // Every press in this panel is one wish.
  const [key] = useState(newWishKey);
  const { refusals, warnings } = decideRetry(plan.facts, { code, hasOwnContext });
  const [first, ...others] = refusals;

  const start = async () => {
    if (isStarting || first) return;
    const contextText = hasOwnContext ? (editorRef.current?.edited() ?? recordedRef.current) : null;
    const fault = contextText === null ? null : contextFault(contextText);
    if (fault) {
      const { line, column, message } = fault;
      setFailed(`Line ${line}, column ${column}: ${message}. The context has to be JSON.`);
      return;
    }
    setStarting(true);
    setFailed(null);
    try {
      const { attempt, status } = await startRetry(project, id, { code, contextText, key });
      toast(
        status === 'queued'
          ? `Attempt ${attempt} is queued`
          : `Attempt ${attempt} waits for a worker`,
      );
      onClose();
      router.refresh();
    } catch (error) {
      setFailed(failureWords(error));
      setStarting(false);
      onStale();
    }
  };

  return (
    <OverlayFrame
      label="Retry Execution"
      aside={<StepStatusMark status={plan.facts.status} />}
      takeTyped={takeTyped}
      onClose={onClose}
      foot={
        <>
          <Button
            look="primary"
            disabled={first !== undefined || isStarting}
            aria-describedby={first ? 'retry-refusal' : undefined}
            onClick={() => void start()}
          >
            {isStarting ? 'Starting…' : 'Retry Execution'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          {failed ? (
            <span role="alert" className="min-w-0 flex-1 text-[12px] text-bad">
              {failed}
            </span>
          ) : null}
        </>
      }
    >
      {first ? (
        <div id="retry-refusal" className="border-b border-line bg-warn-tint px-4 py-2.5 text-warn">
          <p>{first.message}</p>
          {others.map((refusal) => (
            <p key={refusal.code}>{refusal.message}</p>
          ))}
        </div>
      ) : null}
      <RetryCode {...{ project, id, plan, code }} onChoose={setCode} />
      <RetryContext
        {...{ project, id, plan, editorRef, recordedRef, hasOwnContext }}
        onChoose={setOwnContext}
      />
      <RetryEffects {...{ plan, warnings }} isRefused={first !== undefined} />
    </OverlayFrame>
  );
}
