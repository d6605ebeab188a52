import { ChevronDown } from 'lucide-react';
import type { Histogram } from '@/lib/domain/counts';
import { executions } from '@/lib/format/histogram-words';
import { BarTimes } from './bar-times';
import { Bars } from './bars';

/** In units that are stretched to the room there is. */
const WIDTH = 1_000;

/** The histogram as the server draws it, to be seen before any script is there to work it. */
export async function FirstStrip({
  histogram,
  zone,
}: {
  histogram: Promise<Histogram | null>;
  zone: string;
}) {
  // What fails is asked for again by the screen itself, which says so.
  const counted = await histogram.catch(() => null);
  if (!counted) return null;
  const words = executions(counted.total, counted.exact);
  return (
    <>
      <div className="flex min-h-7 items-center gap-x-2 text-[12px]">
        <span className="inline-flex h-6 items-center gap-1 px-1.5 text-mute">
          <ChevronDown aria-hidden size={13} />
          Over time
        </span>
        <span className="tabular-nums">{words}</span>
      </div>
      <Bars histogram={counted} width={WIDTH} fluid />
      <BarTimes histogram={counted} zone={zone} />
    </>
  );
}
