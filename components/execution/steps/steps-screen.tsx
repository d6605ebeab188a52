'use client';

import dynamic from 'next/dynamic';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { openOverlay } from '@/components/layout/open-overlay';
import { Button } from '@/components/ui/button';
import { fetchedPart } from '@/components/ui/fetched-part';
import type { StepList, StepOutline } from '@/lib/domain/step-outline';
import { planStepTree } from '@/lib/domain/step-tree';
import { type TimeWindow, windowOfSteps } from '@/lib/domain/time-window';
import { failureWords } from '@/lib/format/failure-words';
import { formatNoun } from '@/lib/format/format-count';
import { formatDuration } from '@/lib/format/format-duration';
import { STEP_STATUS_LABEL } from '@/lib/format/step-words';
import { StepKeys } from './step-keys';
import { StepWaterfall } from './step-waterfall';
import { useSteps } from './use-steps';
import { useTimeZoom } from './use-time-zoom';

const StepDialog = dynamic(
  fetchedPart(() => import('./step-dialog').then((module) => module.StepDialog)),
  {
    ssr: false,
  },
);

interface StepsScreenProps {
  project: string;
  id: string;
  /** What came with the page. */
  first: StepList;
  /** Whether more of them may come. */
  isLive: boolean;
  /** Whether its failure is explained: a retry is still to be had. */
  isExplained: boolean;
}

const NOWHEN: TimeWindow = { fromMs: 0, toMs: 1 };

/** What an execution did, one step after the other, and when. */
export function StepsScreen(props: StepsScreenProps) {
  const { project, id, first, isLive, isExplained } = props;
  const { list, error, isFetching, refetch } = useSteps(project, id, first, isLive);
  const { steps, total } = list;
  const nodes = useMemo(() => planStepTree(steps), [steps]);
  const whole = useMemo(() => windowOfSteps(steps), [steps]);
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [openSeq, setOpenSeq] = useState<number | null>(null);
  const axisRef = useRef<HTMLDivElement>(null);
  const zoom = useTimeZoom(whole ?? NOWHEN, axisRef);
  const toggle = useCallback(
    (seq: number, isClosed?: boolean) =>
      setClosed((before) => {
        const after = new Set(before);
        if (isClosed ?? !before.has(seq)) after.add(seq);
        else after.delete(seq);
        return after;
      }),
    [],
  );
  const explain = useCallback((seq: number) => openOverlay('failure', { id, seq }), [id]);
  const open = steps.find(({ seq }) => seq === openSeq);
  const rootRef = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  const isOpen = open !== undefined;
  useEffect(() => {
    // A dialog leaves it to its page where the focus goes.
    if (wasOpen.current && !isOpen) {
      rootRef.current
        ?.querySelector<HTMLElement>('[role=treegrid]')
        ?.focus({ preventScroll: true });
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
  const parents = nodes.filter(({ descendants }) => descendants > 0);
  if (total === 0) {
    return (
      <p className="px-4 py-6 text-mute">
        {isLive
          ? 'No steps yet. They appear here as they are sent.'
          : 'No steps were sent with this execution.'}
      </p>
    );
  }
  return (
    <div ref={rootRef} className="flex min-h-[26rem] flex-1 flex-col">
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1">
        <p role="status" className="text-mute tabular-nums">
          {countWords(steps, total)}
          {whole ? ` · ${formatDuration(whole.toMs - whole.fromMs)} in all` : ''}
        </p>
        {steps.length < total ? (
          <p className="text-[12px] text-warn">
            {isFetching
              ? `Reading all ${total.toLocaleString('en')}…`
              : `The first ${steps.length.toLocaleString('en')} are shown.`}
          </p>
        ) : null}
        {error ? (
          <p role="alert" className="text-bad">
            The rest could not be read: {failureWords(error)}{' '}
            <button type="button" className="underline" onClick={() => void refetch()}>
              Try again
            </button>
          </p>
        ) : null}
        <div className="ml-auto flex flex-wrap items-center gap-1">
          {parents.length > 0 ? (
            <Button
              look="quiet"
              onClick={() =>
                setClosed(closed.size > 0 ? new Set() : new Set(parents.map((one) => one.step.seq)))
              }
            >
              {closed.size > 0 ? 'Open all' : 'Close all'}
            </Button>
          ) : null}
          {whole ? (
            <>
              <Button look="quiet" aria-label="Zoom in" onClick={() => zoom.zoom(0.5)}>
                +
              </Button>
              <Button
                look="quiet"
                aria-label="Zoom out"
                disabled={!zoom.isZoomed}
                onClick={() => zoom.zoom(2)}
              >
                −
              </Button>
              <Button look="quiet" disabled={!zoom.isZoomed} onClick={zoom.reset}>
                Whole time
              </Button>
            </>
          ) : null}
        </div>
      </div>
      <StepWaterfall
        steps={steps}
        nodes={nodes}
        closed={closed}
        onToggle={toggle}
        whole={whole}
        zoom={zoom}
        axisRef={axisRef}
        onOpen={setOpenSeq}
        onExplain={isExplained ? explain : null}
      />
      <StepKeys />
      {open ? (
        <StepDialog project={project} id={id} step={open} onClose={() => setOpenSeq(null)} />
      ) : null}
    </div>
  );
}

/** `12 steps, 1 failed, 2 skipped`. */
function countWords(steps: readonly StepOutline[], total: number): string {
  const counted = (['failed', 'rejected', 'skipped'] as const)
    .map((status) => [status, steps.filter((step) => step.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(
      ([status, count]) =>
        `${count.toLocaleString('en')} ${STEP_STATUS_LABEL[status].toLowerCase()}`,
    );
  const all = formatNoun(total, 'step');
  return [all, ...counted].join(', ');
}
