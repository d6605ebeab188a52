import { memo } from 'react';
import type { Histogram } from '@/lib/domain/counts';
import { STATUSES } from '@/lib/domain/status';
import { isCounted } from '@/lib/format/histogram-words';

/** Between two bars, in CSS pixels. */
const GAP = 1;
/** A bar with one execution beside one with a million still shows. */
const LEAST_HEIGHT = 1.5;

export interface BarsProps {
  histogram: Histogram;
  width: number;
  height: number;
}

/** Where a moment is, in CSS pixels from the left. */
export function placeOf({ edgesMs }: Histogram, ms: number, width: number): number {
  const from = edgesMs[0] ?? 0;
  const to = edgesMs.at(-1) ?? 1;
  return (Math.min(Math.max((ms - from) / (to - from), 0), 1) || 0) * width;
}

/** The bars, the statuses that need somebody at their foot. Estimated ones are hatched. */
export const Bars = memo(function Bars({ histogram, width, height }: BarsProps) {
  const { edgesMs, counts } = histogram;
  const totals = edgesMs
    .slice(1)
    .map((_, bar) => STATUSES.reduce((sum, status) => sum + (counts[status]?.[bar] ?? 0), 0));
  const most = Math.max(...totals, 1);
  return (
    <svg aria-hidden width={width} height={height} className="block">
      <defs>
        <pattern id="estimated" width={4} height={4} patternUnits="userSpaceOnUse">
          <path d="M-1,1 l2,-2 M0,4 l4,-4 M3,5 l2,-2" stroke="var(--bg)" strokeWidth={1.6} />
        </pattern>
      </defs>
      {totals.map((total, bar) => {
        if (total === 0) return null;
        const left = placeOf(histogram, edgesMs[bar] ?? 0, width);
        const right = placeOf(histogram, edgesMs[bar + 1] ?? 0, width);
        const barWidth = Math.max(right - left - GAP, 1);
        const full = Math.max((total / most) * (height - 1), LEAST_HEIGHT);
        let bottom = height;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
          <g key={bar} data-bar={bar}>
            {STATUSES.map((status) => {
              const count = counts[status]?.[bar] ?? 0;
              if (count === 0) return null;
              const part = (count / total) * full;
              bottom -= part;
              return (
                <rect
                  key={status}
                  x={left}
                  y={bottom}
                  width={barWidth}
                  height={part}
                  fill={`var(--st-${status})`}
                />
              );
            })}
            {isCounted(histogram, bar) ? null : (
              <rect
                x={left}
                y={height - full}
                width={barWidth}
                height={full}
                fill="url(#estimated)"
              />
            )}
          </g>
        );
      })}
      <path d={`M0,${height - 0.5} h${width}`} stroke="var(--line)" />
    </svg>
  );
});
