'use client';

import { Pause, Play, Square } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { steerRunAction } from '@/lib/actions/steer-run';
import type { OpenRun, RunWishKind } from '@/lib/domain/run-steering';
import { answerOf } from '@/lib/format/answer-of';

const SAID: Record<RunWishKind, { done: string; asked: string }> = {
  cancel: { done: 'Run cancelled', asked: 'The run is being stopped' },
  pause: { done: 'Run paused', asked: 'The run is being paused' },
  resume: { done: 'Run resumed', asked: 'The run goes on in a moment' },
};

/** Cancel, pause and resume of a run that is not over. */
export function RunControls({ project, id, run }: { project: string; id: string; run: OpenRun }) {
  const [isBusy, setBusy] = useState(false);
  const steer = async (wish: RunWishKind) => {
    setBusy(true);
    try {
      const result = await answerOf(steerRunAction({ project, id, wish }));
      toast(result.ok ? SAID[wish][result.value] : result.error.message);
    } finally {
      setBusy(false);
    }
  };
  const pause = run.isPaused ? 'resume' : 'pause';
  return (
    <>
      {run.isHandedOver ? null : (
        <Button disabled={isBusy || run.isCancelled} onClick={() => void steer(pause)}>
          {run.isPaused ? <Play aria-hidden size={14} /> : <Pause aria-hidden size={14} />}
          {run.isPaused ? 'Resume' : 'Pause'}
        </Button>
      )}
      <Button
        look="danger"
        disabled={isBusy || run.isCancelled}
        onClick={() => void steer('cancel')}
      >
        <Square aria-hidden size={14} />
        {run.isCancelled ? 'Cancelling' : 'Cancel Run'}
      </Button>
    </>
  );
}
