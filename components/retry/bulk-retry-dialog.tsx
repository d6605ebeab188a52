'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { readLineStream } from '@/components/layout/read-line-stream';
import { saveFile } from '@/components/reproduce/save-file';
import type { Chosen } from '@/components/selection/chosen';
import { Button } from '@/components/ui/button';
import { PartFailed } from '@/components/ui/part-failed';
import type { BulkRetryLine, BulkRetryRow } from '@/lib/contract/bulk-retry';
import { failureWords } from '@/lib/format/failure-words';
import { formatCount, formatNoun } from '@/lib/format/format-count';
import { formatStamp } from '@/lib/format/format-stamp';
import { paths } from '@/lib/paths';
import { bulkReport } from './bulk-report';
import { OverlayFrame } from './overlay-frame';
import { newWishKey } from './start-retry';

type Plan = Extract<BulkRetryLine, { part: 'plan' }>;

type Phase =
  | { name: 'looking'; count: number }
  | { name: 'planned' }
  | { name: 'running' }
  | { name: 'done'; isWhole: boolean; problem: string | null }
  | { name: 'failed'; problem: string };

interface BulkRetryDialogProps {
  project: string;
  chosen: Chosen;
  /** How many those are. */
  count: number;
  onClose: () => void;
}

/** Many executions at once: what can be retried and what cannot, then the retries, then what became of each. */
export function BulkRetryDialog({ project, chosen, count, onClose }: BulkRetryDialogProps) {
  const [phase, setPhase] = useState<Phase>({ name: 'looking', count: 0 });
  const [plan, setPlan] = useState<Plan | null>(null);
  const [rows, setRows] = useState<readonly BulkRetryRow[]>([]);
  // Every press in this panel is one wish: each execution is retried once under it.
  const [key] = useState(newWishKey);
  const abort = useRef<AbortController>(null);

  const ask = (step: object) => {
    const controller = new AbortController();
    abort.current = controller;
    const lines = readLineStream<BulkRetryLine>(paths.retries(project), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...chosen, ...step }),
      signal: controller.signal,
    });
    return { lines, signal: controller.signal };
  };
  const look = async () => {
    setPhase({ name: 'looking', count: 0 });
    const { lines, signal } = ask({ step: 'plan' });
    try {
      for await (const line of lines) {
        if (line.part === 'looked') setPhase({ name: 'looking', count: line.count });
        if (line.part === 'plan') setPlan(line);
      }
      setPhase({ name: 'planned' });
    } catch (error) {
      if (!signal.aborted) setPhase({ name: 'failed', problem: failureWords(error) });
    }
  };
  const onOpen = useEffectEvent(look);
  useEffect(() => {
    void onOpen();
    return () => abort.current?.abort();
  }, []);
  const run = async () => {
    const { lines, signal } = ask({ step: 'run', key });
    setPhase({ name: 'running' });
    const done: BulkRetryRow[] = [];
    let problem: string | null = null;
    try {
      for await (const line of lines) {
        if (line.part !== 'row') continue;
        done.push(line.row);
        setRows([...done]);
      }
    } catch (error) {
      problem = signal.aborted ? 'Cancelled.' : failureWords(error);
    }
    setRows(done);
    setPhase({ name: 'done', isWhole: problem === null, problem });
  };
  const saveReport = () => {
    const file = new Blob([bulkReport(rows)], { type: 'text/csv;charset=utf-8' });
    saveFile(file, `runlens-${formatStamp(new Date())}-retries.csv`);
  };
  const isBusy = phase.name === 'looking' || phase.name === 'running';

  return (
    <OverlayFrame
      label={`Retry ${formatNoun(count, 'execution')}`}
      takeTyped={() => ''}
      onClose={onClose}
      foot={
        <>
          {phase.name === 'planned' && plan ? (
            <Button look="primary" disabled={plan.retryable === 0} onClick={() => void run()}>
              Retry {formatCount(plan.retryable)}
            </Button>
          ) : null}
          {phase.name === 'done' ? (
            <>
              {phase.isWhole ? null : (
                <Button look="primary" onClick={() => void run()}>
                  Go on
                </Button>
              )}
              <Button onClick={saveReport} disabled={rows.length === 0}>
                Download Report (CSV)
              </Button>
            </>
          ) : null}
          {isBusy ? (
            <Button onClick={() => (phase.name === 'running' ? abort.current?.abort() : onClose())}>
              Cancel
            </Button>
          ) : (
            <Button onClick={onClose}>Close</Button>
          )}
        </>
      }
    >
      {phase.name === 'looking' ? (
        <Progress doing="Looking at them" done={phase.count} total={count} />
      ) : null}
      {phase.name === 'failed' ? (
        <PartFailed onAgain={() => void look()}>{phase.problem}</PartFailed>
      ) : null}
      {plan && rows.length === 0 && phase.name !== 'done' ? <PlanView plan={plan} /> : null}
      {phase.name === 'running' ? (
        <Progress doing="Retrying" done={rows.length} total={plan?.total ?? count} />
      ) : null}
      {rows.length > 0 || phase.name === 'done' ? <Outcomes rows={rows} /> : null}
      {phase.name === 'done' && phase.problem ? (
        <p role="alert" className="border-t border-line px-4 py-2.5 text-warn">
          {phase.problem} {formatCount(rows.length)} of {formatCount(plan?.total ?? count)} were
          reached. To go on retries none of them twice.
        </p>
      ) : null}
    </OverlayFrame>
  );
}

function Progress({ doing, done, total }: { doing: string; done: number; total: number }) {
  return (
    <div className="flex items-center gap-3 px-4 py-4">
      <progress
        aria-label={doing}
        className="h-1.5 w-48 accent-accent"
        max={total}
        value={Math.min(done, total)}
      />
      <span className="text-mute tabular-nums">
        {doing}: {formatCount(done)} of {formatCount(total)}
      </span>
    </div>
  );
}

function PlanView({ plan }: { plan: Plan }) {
  return (
    <ul aria-label="What can be retried" className="py-1">
      <Counted count={plan.retryable} isGood>
        can be retried, with the code and the context that they had
      </Counted>
      {plan.refused.map((refused) => (
        <Counted key={refused.message} count={refused.count}>
          {refused.message}
        </Counted>
      ))}
      {plan.gone > 0 ? <Counted count={plan.gone}>are not there any more</Counted> : null}
    </ul>
  );
}

const OUTCOME = {
  started: 'started: they wait for a worker, or run',
  repeated: 'had been started before by this same wish',
  gone: 'are not there any more',
} as const;

function Outcomes({ rows }: { rows: readonly BulkRetryRow[] }) {
  const counts = new Map<string, number>();
  for (const { outcome, message } of rows) {
    const words =
      outcome === 'refused' || outcome === 'failed' ? (message ?? outcome) : OUTCOME[outcome];
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return (
    <ul aria-label="What became of them" className="py-1">
      {Array.from(counts, ([words, count]) => (
        <Counted key={words} count={count} isGood={words === OUTCOME.started}>
          {words}
        </Counted>
      ))}
    </ul>
  );
}

function Counted(props: { count: number; isGood?: boolean; children: React.ReactNode }) {
  const { count, isGood = false, children } = props;
  return (
    <li className="flex gap-3 px-4 py-1.5">
      <strong
        className={`w-14 shrink-0 text-right font-semibold tabular-nums ${isGood ? 'text-good' : ''}`}
      >
        {formatCount(count)}
      </strong>
      <span className={isGood ? '' : 'text-mute'}>{children}</span>
    </li>
  );
}
