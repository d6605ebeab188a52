import type { KeyboardEvent } from 'react';
import type { StepOutline } from '@/lib/domain/step-outline';
import type { StepNode } from '@/lib/domain/step-tree';
import { windowOfStep } from '@/lib/domain/time-window';
import type { TimeZoom } from './use-time-zoom';

interface StepKeys {
  shown: readonly StepNode<StepOutline>[];
  /** Index among those. */
  current: number;
  closed: ReadonlySet<number>;
  go: (to: number) => void;
  goToFailed: () => void;
  onToggle: (seq: number, isClosed?: boolean) => void;
  zoom: TimeZoom;
  onOpen: (seq: number) => void;
  onExplain: ((seq: number) => void) | null;
  pageRows: () => number;
}

const ZOOM_STEP = 2;
const PAN_SHARE = 0.25;
/** Around a step that is zoomed to, of its own length on each side. */
const MARGIN = 0.1;

/** The keys of a tree, and of a time axis: `+ - 0`, `z` to the step, shift with the arrows. */
export function useStepKeys(keys: StepKeys): (event: KeyboardEvent) => void {
  const { shown, current, closed, go, zoom, onToggle } = keys;
  const node = shown[current];
  const ran = node && windowOfStep(node.step);
  const middle = ran ? (ran.fromMs + ran.toMs) / 2 : undefined;

  const leftOrRight = (isRight: boolean) => {
    if (!node) return;
    const { seq } = node.step;
    const isOpen = node.descendants > 0 && !closed.has(seq);
    if (isRight) {
      if (node.descendants === 0) return;
      if (isOpen) go(current + 1);
      else onToggle(seq, false);
    } else if (isOpen) onToggle(seq, true);
    else {
      const parent = shown.slice(0, current).findLastIndex(({ depth }) => depth < node.depth);
      if (parent >= 0) go(parent);
    }
  };

  const run: Record<string, () => void> = {
    ArrowDown: () => go(current + 1),
    j: () => go(current + 1),
    ArrowUp: () => go(current - 1),
    k: () => go(current - 1),
    PageDown: () => go(current + keys.pageRows()),
    PageUp: () => go(current - keys.pageRows()),
    Home: () => go(0),
    End: () => go(shown.length - 1),
    ArrowRight: () => leftOrRight(true),
    ArrowLeft: () => leftOrRight(false),
    Enter: () => node && keys.onOpen(node.step.seq),
    ' ': () => node && keys.onOpen(node.step.seq),
    i: () => node && keys.onExplain?.(node.step.seq),
    n: keys.goToFailed,
    '+': () => zoom.zoom(1 / ZOOM_STEP, middle),
    '=': () => zoom.zoom(1 / ZOOM_STEP, middle),
    '-': () => zoom.zoom(ZOOM_STEP, middle),
    '0': zoom.reset,
    z: () => {
      if (!ran) return;
      const margin = (ran.toMs - ran.fromMs) * MARGIN;
      zoom.show({ fromMs: ran.fromMs - margin, toMs: ran.toMs + margin });
    },
  };

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target !== event.currentTarget) return;
    const isPan = event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight');
    const does = isPan
      ? () => zoom.pan(event.key === 'ArrowLeft' ? -PAN_SHARE : PAN_SHARE)
      : run[event.key];
    if (!does) return;
    event.preventDefault();
    // The keys of the log page are partly the same ones.
    event.stopPropagation();
    does();
  };
}
