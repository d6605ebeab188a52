import { durationShare } from '@/lib/format/duration-share';
import { formatDuration } from '@/lib/format/format-duration';

/** The number, and a bar on a logarithmic scale so that the long ones stand out while scrolling. */
export function DurationCell({ durationMs }: { durationMs: number | null }) {
  if (durationMs === null) return <span className="ml-auto text-mute">–</span>;
  return (
    <>
      <span aria-hidden className="h-1 w-6 shrink-0 rounded-full bg-line">
        <span
          className="block h-1 rounded-full bg-mute"
          style={{ width: `${Math.round(durationShare(durationMs) * 100)}%` }}
        />
      </span>
      <span className="ml-auto tabular-nums" title={`${durationMs} ms`}>
        {formatDuration(durationMs)}
      </span>
    </>
  );
}
