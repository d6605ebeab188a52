'use client';

import type { KeyboardEvent, PointerEvent } from 'react';

const STEP: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** One end of a range, moved over the edges of a distribution by pointer or arrow keys. */
export function DurationHandle({
  label,
  words,
  place,
  first,
  last,
  edges,
  onMove,
  onDone,
}: {
  label: string;
  /** What the place means. */
  words: string;
  /** Among the edges. */
  place: number;
  /** Where it may be: the two ends do not pass each other. */
  first: number;
  last: number;
  /** How many edges there are. */
  edges: number;
  onMove: (place: number) => void;
  /** The handle rests. */
  onDone: () => void;
}) {
  const moveTo = (to: number) => onMove(Math.min(Math.max(to, first), last));
  const follow = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box) moveTo(Math.round(((event.clientX - box.left) / box.width) * (edges - 1)));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={first}
      aria-valuemax={last}
      aria-valuenow={place}
      aria-valuetext={words}
      className="absolute inset-y-0 z-10 w-6 -translate-x-1/2 cursor-ew-resize touch-none rounded-sm"
      style={{ left: `${(place / (edges - 1)) * 100}%` }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onPointerUp={onDone}
      onKeyDown={(event: KeyboardEvent<HTMLElement>) => {
        const step = STEP[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        moveTo(place + step);
      }}
      onKeyUp={(event) => {
        if (STEP[event.key] !== undefined) onDone();
      }}
    >
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-accent"
      />
    </div>
  );
}
