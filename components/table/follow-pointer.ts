import type { PointerEvent as ReactPointerEvent } from 'react';

/** Less than this is a shaky press, in CSS pixels. */
const THRESHOLD = 4;

/**
 * Follows a pointer from its press to its end; what was pressed gets no click once it has moved.
 * `onEnd` says whether the way was gone to its end: the browser may take the pointer for scrolling.
 */
export function followPointer(
  press: ReactPointerEvent<HTMLElement>,
  onMove: (event: PointerEvent) => void,
  onEnd: (done: boolean) => void,
): void {
  if (press.button !== 0) return;
  const element = press.currentTarget;
  const { pointerId, clientX, clientY } = press;
  let moving = false;
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    const way = Math.hypot(event.clientX - clientX, event.clientY - clientY);
    if (!moving && way < THRESHOLD) return;
    if (!moving) element.setPointerCapture(pointerId);
    moving = true;
    onMove(event);
  };
  const end = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    listen('removeEventListener');
    if (moving) onEnd(event.type === 'pointerup');
  };
  const listen = (how: 'addEventListener' | 'removeEventListener') => {
    window[how]('pointermove', move as EventListener);
    window[how]('pointerup', end as EventListener);
    window[how]('pointercancel', end as EventListener);
  };
  listen('addEventListener');
}
