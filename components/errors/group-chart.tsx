'use client';

import { useZone } from '@/components/layout/zone-provider';
import type { ErrorDetail, ErrorVersion } from '@/lib/contract/error-detail';
import { formatShortTime } from '@/lib/format/format-time';

const HEIGHT = 72;
/** More marks than that would lie on each other. */
const MAX_MARKS = 8;
/** Share of the width that a mark's text takes, in per cent. */
const TEXT_WIDTH = 7;

/** When the group happened, with a mark where a version of the code first failed in this way. */
export function GroupChart({ detail: { buckets, edgesMs, versions } }: { detail: ErrorDetail }) {
  const { zone } = useZone();
  const most = Math.max(0, ...buckets);
  const scale = Math.max(most, 4);
  const [start = 0] = edgesMs;
  // The last part reaches past now, for clocks that are ahead; it is drawn as wide as the others.
  const end = start + ((edgesMs[1] ?? start + 1) - start) * buckets.length;
  const at = (ms: number) => Math.min(Math.max(((ms - start) / (end - start)) * 100, 0), 100);
  const short = (ms: number) => formatShortTime(new Date(ms), zone);
  return (
    <figure className="px-4 pt-5">
      <div className="relative pt-5" style={{ height: HEIGHT + 20 }}>
        <div
          role="img"
          aria-label={`Failures from ${short(start)} to ${short(end)}, at most ${most.toLocaleString('en')} in one of ${buckets.length} parts`}
          className="flex h-full items-end gap-px border-b border-line"
        >
          {buckets.map((count, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
              key={index}
              title={`${count.toLocaleString('en')} from ${short(edgesMs[index] ?? start)}`}
              className="flex h-full flex-1 items-end hover:bg-raise"
            >
              <span
                className="w-full rounded-t-[2px] bg-bad"
                style={{ height: count === 0 ? 0 : `${Math.max((count / scale) * 100, 4)}%` }}
              />
            </span>
          ))}
        </div>
        {marksOf(versions, at).map(({ codeSha256, left, level }) => (
          <span
            key={codeSha256}
            aria-hidden
            className="pointer-events-none absolute top-0 bottom-0 border-l border-dashed border-accent"
            style={{ left: `${left}%` }}
          >
            <span
              className={
                left > 100 - TEXT_WIDTH
                  ? 'absolute right-1 font-mono text-[11px] leading-4 text-accent'
                  : 'absolute left-1 font-mono text-[11px] leading-4 text-accent'
              }
              style={{ top: level * 14 - 2 }}
            >
              {codeSha256.slice(0, 8)}
            </span>
          </span>
        ))}
      </div>
      <figcaption className="flex justify-between pt-1 text-[12px] text-mute tabular-nums">
        <span suppressHydrationWarning>{short(start)}</span>
        <span suppressHydrationWarning>{short(end)}</span>
      </figcaption>
    </figure>
  );
}

/** Marks side by side, or on two levels where their texts would meet. */
function marksOf(versions: readonly ErrorVersion[], at: (ms: number) => number) {
  let [last, level] = [Number.NEGATIVE_INFINITY, 0];
  return versions.slice(0, MAX_MARKS).flatMap(({ codeSha256, firstSeen }) => {
    if (codeSha256 === null) return [];
    const left = at(firstSeen.getTime());
    level = left - last < TEXT_WIDTH ? (level + 1) % 2 : 0;
    last = left;
    return [{ codeSha256, left, level }];
  });
}
