import { type PointerEvent, type RefObject, useState } from 'react';
import { clampWindow, panWindow, type TimeWindow, zoomWindow } from '@/lib/domain/time-window';

/** Shorter than this a drag is a click, in CSS pixels. */
const LEAST_DRAG = 4;

/** A stretch of the axis that is being dragged over, as shares of what is in sight. */
interface Drag {
  from: number;
  to: number;
}

export interface TimeZoom {
  /** What is in sight. */
  window: TimeWindow;
  isZoomed: boolean;
  drag: Drag | null;
  zoom: (factor: number, aroundMs?: number) => void;
  pan: (share: number) => void;
  show: (window: TimeWindow) => void;
  reset: () => void;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
  };
}

/**
 * Which part of a time axis is in sight. Dragging over a part of it shows that part; keys and buttons call
 * the rest. While `whole` grows, an axis that is not zoomed shows all of it.
 *
 * @param axisRef the element whose width is the axis
 */
export function useTimeZoom(whole: TimeWindow, axisRef: RefObject<HTMLElement | null>): TimeZoom {
  const [zoomed, setZoomed] = useState<TimeWindow | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const window = zoomed ? clampWindow(zoomed, whole) : whole;
  const length = window.toMs - window.fromMs;
  const show = (next: TimeWindow) => {
    const clamped = clampWindow(next, whole);
    const isAll = clamped.fromMs === whole.fromMs && clamped.toMs === whole.toMs;
    setZoomed(isAll ? null : clamped);
  };
  const shareAt = (event: PointerEvent) => {
    const box = axisRef.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
  };
  return {
    window,
    isZoomed: zoomed !== null,
    drag,
    zoom: (factor, aroundMs = window.fromMs + length / 2) =>
      show(zoomWindow(window, factor, aroundMs, whole)),
    pan: (share) => show(panWindow(window, share, whole)),
    show,
    reset: () => setZoomed(null),
    handlers: {
      onPointerDown: (event) => {
        const isOnAxis = event.target instanceof Element && event.target.closest('[data-axis]');
        // A finger scrolls.
        if (event.button !== 0 || event.pointerType === 'touch' || !isOnAxis) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: shareAt(event), to: shareAt(event) });
      },
      onPointerMove: (event) => {
        if (drag) setDrag({ ...drag, to: shareAt(event) });
      },
      onPointerUp: () => {
        setDrag(null);
        if (!drag) return;
        const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
        if ((to - from) * (axisRef.current?.clientWidth ?? 0) < LEAST_DRAG) return;
        show({ fromMs: window.fromMs + from * length, toMs: window.fromMs + to * length });
      },
      onPointerCancel: () => setDrag(null),
    },
  };
}
