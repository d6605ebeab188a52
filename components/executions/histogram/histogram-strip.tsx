'use client';

import { ChevronDown, ChevronRight, ZoomOut } from 'lucide-react';
import { useZone } from '@/components/layout/zone-provider';
import { type TimeRange, zoomedOut } from '@/lib/domain/time-range';
import { executions, spanOfBars, surenessWords } from '@/lib/format/histogram-words';
import { includeValue } from '@/lib/query-state/edit-query';
import { parseQuery } from '@/lib/query-state/parse-query';
import type { Counts } from '../counts/use-counts';
import { BarTimes } from './bar-times';
import { CodeMarks } from './code-marks';
import { HistogramPlot } from './histogram-plot';

const SMALL =
  'inline-flex h-6 items-center gap-1 rounded-md px-1.5 text-[12px] text-mute hover:bg-raise hover:text-text disabled:opacity-50';

/** Executions over time above the list: how many, when, and of which status. */
export function HistogramStrip({
  counts,
  q,
  range,
  width,
  open,
  onToggle,
  onChange,
}: {
  counts: Counts;
  q: string;
  range: TimeRange;
  /** In CSS pixels; null: not known yet. */
  width: number | null;
  open: boolean;
  onToggle: () => void;
  onChange: (change: { q?: string; range?: TimeRange }) => void;
}) {
  const { zone } = useZone();
  const { histogram } = counts;
  const Chevron = open ? ChevronDown : ChevronRight;
  const words = histogram && surenessWords(histogram, zone);
  return (
    <>
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 text-[12px]">
        <button type="button" aria-expanded={open} onClick={onToggle} className={SMALL}>
          <Chevron aria-hidden size={13} />
          Over time
        </button>
        <output className="text-mute">
          {counts.state === 'failed' ? (
            <span className="text-bad">{counts.message}</span>
          ) : histogram ? (
            <>
              <span className="text-text tabular-nums">
                {executions(histogram.total, histogram.exact)}
              </span>
              {words ? ` · ${words}` : null}
            </>
          ) : parseQuery(q).problems.length > 0 ? (
            'Not counted'
          ) : (
            'Counting…'
          )}
        </output>
        {counts.state === 'failed' ? (
          <button type="button" onClick={counts.again} className={SMALL}>
            Try again
          </button>
        ) : counts.countingExactly ? (
          <button type="button" onClick={counts.stop} className={SMALL}>
            Stop counting
          </button>
        ) : words ? (
          <button type="button" onClick={counts.countExactly} className={SMALL}>
            Count exactly
          </button>
        ) : null}
        <button
          type="button"
          disabled={range.since === null}
          onClick={() => onChange({ range: zoomedOut(range, Date.now()) })}
          className={`${SMALL} ml-auto`}
        >
          <ZoomOut aria-hidden size={13} />
          Zoom out
        </button>
      </div>
      {open && histogram && width ? (
        <>
          <HistogramPlot
            histogram={histogram}
            width={width}
            stale={counts.stale}
            onTake={(run) => {
              const [from, to] = spanOfBars(histogram, run).map((ms) => new Date(ms).toISOString());
              if (from && to) onChange({ range: { since: from, until: to } });
            }}
          />
          <BarTimes histogram={histogram} zone={zone} />
          <CodeMarks
            marks={counts.marks}
            histogram={histogram}
            width={width}
            onPick={(codes) =>
              onChange({ q: codes.reduce((text, code) => includeValue(text, 'code', code), q) })
            }
          />
        </>
      ) : null}
    </>
  );
}
