'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { matchingKey } from '@/components/selection/use-matching-count';
import { Dialog } from '@/components/ui/dialog';
import type { FacetField } from '@/lib/domain/query-fields';
import type { TimeRange } from '@/lib/domain/time-range';
import { type ExecutionParams, printExecutionFilter } from '@/lib/query-state/execution-params';
import { FacetsPanel } from '../facets/facets-panel';
import { HistogramStrip } from '../histogram/histogram-strip';
import { useWidth } from '../histogram/use-width';
import { ASIDE, STRIP, STRIP_HEIGHT } from './counts-frame';
import { useCounts } from './use-counts';
import type { CountsLayout } from './use-counts-layout';

export interface CountsProps {
  project: string;
  /** The text that facets, bars and marks edit. */
  q: string;
  /** What is counted; it may ask for more than `q`. */
  params: ExecutionParams;
  fields: readonly FacetField[];
  layout: CountsLayout;
  /** While the query is not understood, or its rows are on the way: what was counted before stays. */
  paused: boolean;
  /** Changes when the list got new rows, which are counted then as well. */
  version: string | null;
  onChange: (change: { q?: string; range?: TimeRange }) => void;
}

/** A bar every so many pixels; in steps, so that a window being resized is not counted all the time. */
const PIXELS_A_BAR = 10;
const BARS_STEP = 20;
const MOST_BARS = 120;

/** The facets beside the list and the histogram above it, from one count. */
export function Counts(props: CountsProps) {
  const { project, q, params, fields, layout, paused, version, onChange } = props;
  const { zone } = useZone();
  const client = useQueryClient();
  const [ref, width] = useWidth<HTMLElement>();
  const counts = useCounts(project, params, {
    zone,
    bars: width === null || paused ? null : barsIn(width),
    version,
  });
  const { histogram, state, stale } = counts;
  const search = printExecutionFilter(params);
  useEffect(() => {
    if (state !== 'done' || stale || !histogram) return;
    client.setQueryData(matchingKey(project, search), histogram);
  }, [client, project, search, state, stale, histogram]);
  const facets = (
    <FacetsPanel
      {...{ project, q, fields, counts }}
      search={search}
      onChange={(next) => onChange({ q: next })}
    />
  );
  return (
    <>
      {layout.facets === 'off' ? null : (
        <aside aria-label="Filters" className={ASIDE[layout.facets]}>
          {facets}
        </aside>
      )}
      <section
        ref={ref}
        aria-label="Over time"
        className={`${STRIP} ${STRIP_HEIGHT[layout.chart]}`}
      >
        <HistogramStrip
          {...{ counts, q, width, onChange }}
          range={params.range}
          open={layout.chart === 'on'}
          onToggle={layout.toggleChart}
        />
      </section>
      {layout.sheet ? (
        <Dialog
          label="Filters"
          onClose={layout.closeSheet}
          className="m-0 h-dvh max-h-none w-[min(340px,100vw)] overflow-y-auto rounded-none border-0 border-r"
        >
          <div className="flex h-11 items-center justify-between px-4">
            <h2 className="font-semibold">Filters</h2>
            <button
              type="button"
              onClick={layout.closeSheet}
              className="h-7 rounded-md px-2 text-mute hover:bg-raise hover:text-text"
            >
              Done
            </button>
          </div>
          {facets}
        </Dialog>
      ) : null}
    </>
  );
}

function barsIn(width: number): number {
  const fitting = Math.round(width / PIXELS_A_BAR / BARS_STEP) * BARS_STEP;
  return Math.min(Math.max(fitting, BARS_STEP), MOST_BARS);
}
