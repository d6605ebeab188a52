import { memo, type ReactNode } from 'react';
import type { StepOutline } from '@/lib/domain/step-outline';
import { placeInWindow, type TimeWindow, windowOfStep } from '@/lib/domain/time-window';
import { skippedWords, untimedWords } from '@/lib/format/step-words';

interface StepBarProps {
  step: StepOutline;
  steps: readonly StepOutline[];
  window: TimeWindow;
  whole: TimeWindow;
  /** Whether others stand below it: it is drawn as their frame. */
  isParent: boolean;
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

/** When a step ran. Without a time it says so: no place on the axis is made up. */
export const StepBar = memo(function StepBar(props: StepBarProps): ReactNode {
  const { step, steps, window, whole, isParent } = props;
  if (step.status === 'skipped') return <Words>Skipped: {skippedWords(step, steps)}</Words>;
  const ran = windowOfStep(step);
  if (!ran) return <Words>{untimedWords(step)}</Words>;
  // What runs has not ended: it reaches to the end of what is known.
  const isOpen = step.status === 'running' && step.durationMs === null;
  const place = placeInWindow(isOpen ? { ...ran, toMs: whole.toMs } : ran, window);
  if (!place) return <Words>{ran.toMs < window.fromMs ? '‹ earlier' : 'later ›'}</Words>;
  return (
    <span
      aria-hidden
      className={isParent ? 'absolute h-1 rounded-full' : 'absolute h-2.5 rounded-[3px]'}
      style={{
        left: `min(${percent(place.left)}, 100% - 2px)`,
        width: `max(${percent(place.width)}, 2px)`,
        background: `var(--st-${step.status ?? 'pending'})`,
        opacity: isOpen ? 0.5 : isParent ? 0.7 : 1,
      }}
    />
  );
});

function Words({ children }: { children: ReactNode }) {
  return <span className="min-w-0 truncate text-[12px] text-mute">{children}</span>;
}
