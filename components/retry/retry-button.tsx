'use client';

import { openOverlay } from '@/components/layout/open-overlay';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { decideRetry } from '@/lib/domain/retry-eligibility';
import { useRetryPlan } from './use-retry-plan';

/** Opens what a retry would run; where it cannot be retried, disabled with the reason beside it. */
export function RetryButton(props: {
  project: string;
  id: string;
  /** Whether its key is told. */
  hasKey?: boolean;
  look?: 'plain' | 'primary';
}) {
  const { project, id, hasKey = false, look = 'plain' } = props;
  const { data } = useRetryPlan(project, id);
  const refusal = data && decideRetry(data.facts).refusals[0];
  // Other code or another context may do where the recorded ones cannot.
  const isMendable =
    data !== undefined &&
    [
      { code: 'current', hasOwnContext: false } as const,
      { code: 'original', hasOwnContext: true } as const,
      { code: 'current', hasOwnContext: true } as const,
    ].some((wish) => decideRetry(data.facts, wish).refusals.length === 0);
  const reason = refusal && !isMendable ? refusal.message : null;
  return (
    <>
      <Button
        look={look}
        disabled={reason !== null}
        title={reason ?? undefined}
        aria-describedby={reason ? `retry-${id}` : undefined}
        onClick={() => openOverlay('retry', { id })}
      >
        Retry Execution {hasKey ? <Kbd aside>r</Kbd> : null}
      </Button>
      {reason ? (
        <span id={`retry-${id}`} className="min-w-0 flex-1 basis-60 text-[12px] text-mute">
          {reason}
        </span>
      ) : null}
    </>
  );
}
