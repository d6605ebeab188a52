import type { Histogram } from '@/lib/domain/counts';
import { formatShortTime } from '@/lib/format/format-time';

/** The times below the bars: where they begin, their middle and their end. */
export function BarTimes({ histogram: { edgesMs }, zone }: { histogram: Histogram; zone: string }) {
  const [from, to] = [edgesMs[0] ?? 0, edgesMs.at(-1) ?? 0];
  return (
    <div aria-hidden className="flex justify-between font-mono text-[10px] leading-4 text-mute">
      {[from, (from + to) / 2, to].map((ms) => (
        <span key={ms}>{formatShortTime(new Date(ms), zone)}</span>
      ))}
    </div>
  );
}
