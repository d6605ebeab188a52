'use client';

import { useZone } from '@/components/layout/zone-provider';
import { cn } from '@/lib/cn';
import type { Histogram } from '@/lib/domain/counts';
import { formatCounted } from '@/lib/format/format-count';
import { formatSpan } from '@/lib/format/format-span';
import {
  type BarRun,
  barWords,
  countsOfBars,
  executions,
  isCounted,
  spanOfBars,
} from '@/lib/format/histogram-words';
import { STATUS_LABEL } from '@/lib/format/status-label';
import { Bars, placeOf } from './bars';
import { useBrush } from './use-brush';

/** The bars with what pointer and keys do on them. Spoken as a slider over the bars. */
export function HistogramPlot({
  histogram,
  width,
  stale,
  onTake,
}: {
  histogram: Histogram;
  width: number;
  /** Of a query that is no more: still drawn, in grey. */
  stale: boolean;
  onTake: (run: BarRun) => void;
}) {
  const { zone } = useZone();
  const { run, shown, handlers } = useBrush(histogram, onTake);
  const bars = histogram.edgesMs.length - 1;
  const at = run ?? { first: bars - 1, last: bars - 1 };
  const tip =
    run && run.first !== run.last ? run : shown === null ? null : { first: shown, last: shown };
  return (
    <div className="relative">
      <div
        role="slider"
        tabIndex={0}
        aria-label="Executions over time"
        aria-description="Arrow keys move over the bars, Shift extends, Enter zooms"
        aria-valuemin={0}
        aria-valuemax={bars - 1}
        aria-valuenow={shown ?? at.last}
        aria-valuetext={barWords(histogram, at, zone)}
        className={cn('relative cursor-crosshair touch-pan-y select-none', stale && 'opacity-50')}
        {...handlers}
      >
        <Bars histogram={histogram} width={width} />
        {run ? <Chosen histogram={histogram} run={run} width={width} /> : null}
      </div>
      {tip ? <Tip histogram={histogram} run={tip} width={width} zone={zone} /> : null}
    </div>
  );
}

function Chosen({ histogram, run, width }: { histogram: Histogram; run: BarRun; width: number }) {
  const [from, to] = spanOfBars(histogram, run).map((ms) => placeOf(histogram, ms, width));
  return (
    <div
      aria-hidden
      data-chosen
      className="pointer-events-none absolute inset-y-0 border-x border-accent bg-accent/15"
      style={{ left: from, width: (to ?? 0) - (from ?? 0) }}
    />
  );
}

interface TipProps {
  histogram: Histogram;
  run: BarRun;
  width: number;
  zone: string;
}

/** What the bars hold. The slider speaks it. */
function Tip({ histogram, run, width, zone }: TipProps) {
  const [from, to] = spanOfBars(histogram, run);
  const middle = placeOf(histogram, (from + to) / 2, width);
  const exact = isCounted(histogram, run.first);
  const counts = countsOfBars(histogram, run);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div
      aria-hidden
      data-testid="bar-tip"
      className="pointer-events-none absolute top-full z-40 mt-1 w-max max-w-[calc(100vw-32px)] rounded-md border border-line bg-panel px-2.5 py-1.5 text-[12px] shadow-[0_8px_24px_rgb(0_0_0/0.2)]"
      style={
        middle < width / 2
          ? { left: Math.max(middle - 20, 0) }
          : { right: Math.max(width - middle - 20, 0) }
      }
    >
      <p className="font-mono text-[11px] text-mute">{formatSpan(from, to, zone)}</p>
      <p className="font-semibold">{executions(total, exact)}</p>
      {counts.map(({ status, count }) => (
        <p key={status} className="flex items-center gap-1.5">
          <span className="size-1.5 rounded-full" style={{ background: `var(--st-${status})` }} />
          {STATUS_LABEL[status]}
          <span className="ml-auto pl-4 tabular-nums">{formatCounted(count, exact)}</span>
        </p>
      ))}
      {exact ? null : <p className="text-mute">Estimated</p>}
    </div>
  );
}
