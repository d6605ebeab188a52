import { cn } from '@/lib/cn';

const HEIGHT = 22;
const BAR = 3;
const GAP = 1;

/** How often something happened over time, as small bars; the tallest is the most. */
export function Sparkline({
  counts,
  quiet = false,
}: {
  counts: readonly number[];
  quiet?: boolean;
}) {
  const most = Math.max(0, ...counts);
  // One or two are little, however many others there are.
  const scale = Math.max(most, 4);
  const width = counts.length * (BAR + GAP) - GAP;
  return (
    <svg
      role="img"
      aria-label={`Over time, at most ${most.toLocaleString('en')} in one of ${counts.length} parts`}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className={cn('shrink-0', quiet ? 'fill-mute' : 'fill-bad')}
    >
      {counts.map((count, index) => {
        const height = count === 0 ? 1 : Math.max(2, Math.round((count / scale) * HEIGHT));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            key={index}
            x={index * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            className={count === 0 ? 'fill-line' : undefined}
          />
        );
      })}
    </svg>
  );
}
