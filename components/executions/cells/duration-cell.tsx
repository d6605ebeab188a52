import { formatDuration } from '@/lib/format/format-duration';

export function DurationCell({ durationMs }: { durationMs: number | null }) {
  if (durationMs === null) return <span className="ml-auto text-mute">–</span>;
  return (
    <span className="ml-auto tabular-nums" title={`${durationMs} ms`}>
      {formatDuration(durationMs)}
    </span>
  );
}
