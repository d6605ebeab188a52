import type { ReactNode, Ref } from 'react';
import { placeInWindow, type TimeWindow } from '@/lib/domain/time-window';
import { planTimeTicks, type TimeTick } from '@/lib/format/time-ticks';

/** Room that a mark with its text takes, in CSS pixels. */
const TICK_WIDTH = 110;
/** Of its text. */
const TEXT_WIDTH = 84;

interface TimeAxisProps {
  ref: Ref<HTMLDivElement>;
  window: TimeWindow;
  zone: string;
  /** CSS pixels. */
  width: number;
}

const ticksOf = (window: TimeWindow, zone: string, width: number): TimeTick[] =>
  planTimeTicks(window, zone, Math.max(Math.floor(width / TICK_WIDTH), 1));

const leftOf = ({ ms }: TimeTick, window: TimeWindow) =>
  (placeInWindow({ fromMs: ms, toMs: ms }, window)?.left ?? 0) * 100;

/** The times above the bars, in the zone of the screen. */
export function TimeAxis({ ref, window, zone, width }: TimeAxisProps): ReactNode {
  return (
    <div
      ref={ref}
      data-axis
      className="step-time relative h-full min-w-0 cursor-ew-resize [grid-area:time]"
    >
      {ticksOf(window, zone, width).map((tick) => {
        const left = leftOf(tick, window);
        // The text of the last one would stand over the edge.
        if ((left / 100) * width + TEXT_WIDTH > width) return null;
        return (
          <span
            key={tick.ms}
            className="absolute top-1/2 -translate-y-1/2 pl-1 text-[11px] whitespace-nowrap text-mute tabular-nums"
            style={{ left: `${left}%` }}
          >
            {tick.text}
          </span>
        );
      })}
    </div>
  );
}

/** The same marks as lines behind the bars. */
export function TimeLines(props: Omit<TimeAxisProps, 'ref'>): ReactNode {
  const { window, zone, width } = props;
  return ticksOf(window, zone, width).map((tick) => (
    <span
      key={tick.ms}
      className="absolute inset-y-0 w-px bg-line"
      style={{ left: `${leftOf(tick, window)}%` }}
    />
  ));
}
