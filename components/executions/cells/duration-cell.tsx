import { durationShare } from '@/lib/format/duration-share';
import { formatDuration } from '@/lib/format/format-duration';

/** The number, and a bar on a logarithmic scale so that the long ones stand out while scrolling. */
export function DurationCell({ durationMs }: { durationMs: number | null }) {
  if (durationMs === null) return <span className="ml-auto text-mute">–</span>;
  const share = Math.round(durationShare(durationMs) * 100);
  return (
    <>
      <span
        aria-hidden
        className="h-1 w-6 shrink-0 rounded-full"
        style={{ background: `linear-gradient(to right, var(--mute) ${share}%, var(--line) 0)` }}
      />
      <span className="ml-auto tabular-nums" title={`${durationMs} ms`}>
        {formatDuration(durationMs)}
      </span>
    </>
  );
}
