import type { Histogram } from '@/lib/domain/counts';
import { STATUSES, type Status } from '@/lib/domain/status';
import { isCounted } from '@/lib/format/histogram-words';

/** Of the bars, in CSS pixels. */
const BARS_HEIGHT = 44;
/** Between two bars. */
const GAP = 1;
/** A bar with one execution beside one with a million still shows. */
const LEAST_HEIGHT = 1.5;

/** Where a moment is, in CSS pixels from the left. */
export function placeOf({ edgesMs }: Histogram, ms: number, width: number): number {
  const from = edgesMs[0] ?? 0;
  const to = edgesMs.at(-1) ?? 1;
  return (Math.min(Math.max((ms - from) / (to - from), 0), 1) || 0) * width;
}

/**
 * The bars, the statuses that need somebody at their foot. Estimated ones are hatched. One path for
 * each status: hundreds of rectangles would be as many elements.
 *
 * @param width of the drawing; `fluid` stretches it to whatever room there is
 */
export function Bars({
  histogram,
  width,
  fluid = false,
}: {
  histogram: Histogram;
  width: number;
  fluid?: boolean;
}) {
  const { paths, estimated, filled } = drawn(histogram, width);
  return (
    <svg
      aria-hidden
      width={fluid ? '100%' : width}
      height={BARS_HEIGHT}
      viewBox={`0 0 ${width} ${BARS_HEIGHT}`}
      preserveAspectRatio="none"
      data-filled={filled}
      className="block"
    >
      {STATUSES.map((status) =>
        paths[status] ? (
          <path
            key={status}
            d={paths[status]}
            fill={`var(--st-${status})`}
            // What went well stays behind what did not.
            fillOpacity={status === 'success' ? 0.45 : 1}
          />
        ) : null,
      )}
      {estimated ? (
        <>
          <pattern id="estimated" width={4} height={4} patternUnits="userSpaceOnUse">
            <path d="M-1,1 l2,-2 M0,4 l4,-4 M3,5 l2,-2" stroke="var(--bg)" strokeWidth={1.6} />
          </pattern>
          <path d={estimated} fill="url(#estimated)" />
        </>
      ) : null}
      <path d={`M0,${BARS_HEIGHT - 0.5} h${width}`} stroke="var(--line)" />
    </svg>
  );
}

function drawn(histogram: Histogram, width: number) {
  const { edgesMs, counts } = histogram;
  const totals = edgesMs
    .slice(1)
    .map((_, bar) => STATUSES.reduce((sum, status) => sum + (counts[status]?.[bar] ?? 0), 0));
  const most = Math.max(...totals, 1);
  const paths: Partial<Record<Status, string>> = {};
  let estimated = '';
  for (const [bar, total] of totals.entries()) {
    if (total === 0) continue;
    const left = placeOf(histogram, edgesMs[bar] ?? 0, width);
    const right = placeOf(histogram, edgesMs[bar + 1] ?? 0, width);
    const full = Math.max((total / most) * (BARS_HEIGHT - 1), LEAST_HEIGHT);
    const box = (bottom: number, height: number) =>
      `M${short(left)},${short(bottom)}h${short(Math.max(right - left - GAP, 1))}v${short(-height)}H${short(left)}z`;
    let bottom = BARS_HEIGHT;
    for (const status of STATUSES) {
      const height = ((counts[status]?.[bar] ?? 0) / total) * full;
      if (height === 0) continue;
      paths[status] = (paths[status] ?? '') + box(bottom, height);
      bottom -= height;
    }
    if (!isCounted(histogram, bar)) estimated += box(BARS_HEIGHT, full);
  }
  return { paths, estimated, filled: totals.filter((total) => total > 0).length };
}

const short = (value: number) => Number(value.toFixed(2));
