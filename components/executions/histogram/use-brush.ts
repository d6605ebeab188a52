'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Histogram } from '@/lib/domain/counts';
import type { BarRun } from '@/lib/format/histogram-words';

const STEP: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -10,
  PageDown: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Where the brush was put down, and where it is. */
interface Brush {
  from: number;
  to: number;
  dragging: boolean;
}

/**
 * Chooses a run of bars: by dragging, or by the arrow keys, which extend it with Shift. Enter or the
 * end of the drag takes it, Escape lets it go.
 */
export function useBrush(histogram: Histogram, onTake: (run: BarRun) => void) {
  const bars = histogram.edgesMs.length - 1;
  const [brush, setBrush] = useState<Brush | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const within = (bar: number) => Math.min(Math.max(bar, 0), bars - 1);
  const run: BarRun | null = brush && {
    first: Math.min(within(brush.from), within(brush.to)),
    last: Math.max(within(brush.from), within(brush.to)),
  };
  const barAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [from, to] = [histogram.edgesMs[0] ?? 0, histogram.edgesMs.at(-1) ?? 1];
    const ms = from + ((event.clientX - box.left) / box.width) * (to - from);
    return within(histogram.edgesMs.findLastIndex((edge) => edge <= ms));
  };
  const take = (taken: BarRun | null) => {
    setBrush(null);
    if (taken) onTake(taken);
  };
  return {
    run,
    /** The bar under the pointer, or the one that the keys are on. */
    shown: hovered ?? brush?.to ?? null,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const bar = barAt(event);
        setBrush({ from: bar, to: bar, dragging: true });
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const bar = barAt(event);
        setHovered(bar);
        if (brush?.dragging) setBrush({ ...brush, to: bar });
      },
      onPointerUp: () => {
        if (brush?.dragging) take(run);
      },
      onPointerCancel: () => setBrush(null),
      onPointerLeave: () => setHovered(null),
      onFocus: () =>
        setBrush((before) => before ?? { from: bars - 1, to: bars - 1, dragging: false }),
      onBlur: () => setBrush((before) => (before?.dragging ? before : null)),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const step = STEP[event.key];
        const to = within((brush?.to ?? bars) + (step ?? 0));
        if (step !== undefined) {
          const from = event.shiftKey ? (brush?.from ?? to) : to;
          setBrush({ from, to, dragging: false });
        } else if (event.key === 'Enter' && run) take(run);
        else if (event.key === 'Escape' && brush) setBrush({ from: to, to, dragging: false });
        else return;
        // The keys of the table are the same ones.
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
