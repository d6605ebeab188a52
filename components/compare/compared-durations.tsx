import { formatDuration } from '@/lib/format/format-duration';

/** Two durations as bars of one scale, and how they compare in words. */
export function ComparedDurations({
  before,
  after,
}: {
  before: number | null;
  after: number | null;
}) {
  if (before === null || after === null) return null;
  const longest = Math.max(before, after, Number.MIN_VALUE);
  const times = Math.max(before, after) / Math.max(Math.min(before, after), Number.MIN_VALUE);
  const words =
    before === after
      ? 'Both took as long.'
      : Number.isFinite(times) && times < 1_000_000
        ? `The ${after > before ? 'second' : 'first'} one took ${times < 10 ? times.toFixed(1) : Math.round(times)} times as long.`
        : null;
  return (
    <div className="grid gap-2 border-b border-line px-4 py-3 md:grid-cols-2">
      {[before, after].map((ms, index) => (
        <p key={index === 0 ? 'first' : 'second'} className="flex items-center gap-2">
          <span className="w-20 shrink-0 text-right tabular-nums">{formatDuration(ms)}</span>
          <span aria-hidden className="h-2 flex-1 rounded-full bg-raise">
            <span
              className="block h-2 rounded-full bg-accent"
              style={{ width: `${Math.max((ms / longest) * 100, 0.5)}%` }}
            />
          </span>
        </p>
      ))}
      {words ? <p className="text-mute md:col-span-2">{words}</p> : null}
    </div>
  );
}
