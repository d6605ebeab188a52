'use client';

import { useState } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import type { Durations } from '@/lib/domain/counts';
import { formatDuration } from '@/lib/format/format-duration';
import { executions, surenessWords } from '@/lib/format/histogram-words';
import { DurationBounds } from './duration-bounds';
import { DurationHandle } from './duration-handle';
import type { DurationRange } from './read-duration-range';

/** How long executions took, with a handle at each end of the range that is asked for. */
export function DurationFacet({
  durations,
  range,
  onChange,
}: {
  durations: Durations | null;
  range: DurationRange;
  onChange: (range: DurationRange) => void;
}) {
  const { zone } = useZone();
  const words = durations && surenessWords(durations, zone);
  return (
    <div className="px-1 pb-1">
      {durations ? (
        <>
          <Distribution {...{ durations, range, onChange }} />
          {words ? <p className="pb-1 text-[11px] text-mute">{words}</p> : null}
        </>
      ) : null}
      <DurationBounds range={range} onChange={onChange} />
    </div>
  );
}

function Distribution({
  durations: { edgesMs, counts, exact },
  range,
  onChange,
}: {
  durations: Durations;
  range: DurationRange;
  onChange: (range: DurationRange) => void;
}) {
  const lastEdge = edgesMs.length - 1;
  const placeOf = (ms: number) => {
    const above = edgesMs.findIndex((edge) => edge >= ms);
    return above < 0 ? lastEdge : above;
  };
  // Where the handles are while one is moved; the query says it otherwise.
  const [moved, setMoved] = useState<{ low: number; high: number } | null>(null);
  const low = moved?.low ?? (range.min ? placeOf(Number(range.min.value)) : 0);
  const high = moved?.high ?? (range.max ? placeOf(Number(range.max.value)) : lastEdge);
  const most = Math.max(...counts, 1);
  const take = () => {
    if (!moved) return;
    setMoved(null);
    const bound = (place: number, inclusive: boolean) => ({
      value: String(edgesMs[place]),
      inclusive,
    });
    onChange({
      min: low === 0 ? null : bound(low, true),
      max: high === lastEdge ? null : bound(high, false),
    });
  };
  const text = (place: number) =>
    place === 0
      ? 'no limit'
      : place === lastEdge
        ? 'no limit'
        : formatDuration(edgesMs[place] ?? 0);
  return (
    <div className="relative mx-2 mb-1 h-10">
      <div
        role="img"
        aria-label={`Distribution of ${executions(sum(counts), exact)}`}
        className="flex h-full items-end gap-px border-b border-line"
      >
        {counts.map((count, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            key={place}
            title={`${formatDuration(edgesMs[place] ?? 0)} and more: ${executions(count, exact)}`}
            className={place >= low && place < high ? 'flex-1 bg-accent/60' : 'flex-1 bg-line'}
            style={{ height: count === 0 ? 0 : `max(1.5px, ${(count / most) * 100}%)` }}
          />
        ))}
      </div>
      <DurationHandle
        label="Shortest execution time"
        words={text(low)}
        {...{ place: low, first: 0, last: high - 1, edges: edgesMs.length }}
        onMove={(place) => setMoved({ low: place, high })}
        onDone={take}
      />
      <DurationHandle
        label="Longest execution time"
        words={text(high)}
        {...{ place: high, first: low + 1, last: lastEdge, edges: edgesMs.length }}
        onMove={(place) => setMoved({ low, high: place })}
        onDone={take}
      />
    </div>
  );
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
