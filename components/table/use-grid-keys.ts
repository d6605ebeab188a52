'use client';

import { useEffect, useRef } from 'react';

interface GridKeys {
  /** Ids of the loaded rows, in the order of the grid. */
  ids: readonly string[];
  activeId: string | null;
  onActivate: (id: string) => void;
  /** A key that is not a movement, pressed on a row. True when it was used. */
  onKey: (key: string, id: string) => boolean;
  /** Off while a dialog is open. */
  enabled: boolean;
}

/** Rows that Page Up and Page Down move by. */
const PAGE = 20;

const STEP: Record<string, number> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Where a key belongs to what has the focus, not to the grid. */
function isTakenBy(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.closest(
      'input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], dialog, [role=dialog], [role=tree]',
    )
  ) {
    return true;
  }
  const pressable = target.closest('button, a, input, [role=separator], [role=button]') !== null;
  if (pressable && (key === 'Enter' || key === ' ')) return true;
  const scrollable = target.closest('[data-scroll-keys]') !== null;
  return scrollable || (target.closest('[role=separator]') !== null && key.startsWith('Arrow'));
}

/**
 * Whoever moves means the rows: a button that was pressed before gives the focus up, so that Space and
 * Enter act on the row. Another row gets it once it is the active one and drawn.
 */
function bringFocus(id: string, isActive: boolean): void {
  const { activeElement } = document;
  const row = document.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(id)}"]`);
  if (row?.contains(activeElement)) return;
  if (!activeElement?.closest('[role=grid]')) (activeElement as HTMLElement | null)?.blur();
  if (isActive) row?.focus();
}

/** Keys of a grid, working wherever the focus is unless it is in something that takes keys itself. */
export function useGridKeys(keys: GridKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { ids, activeId, onActivate, onKey, enabled } = latest.current;
      const withModifier = event.ctrlKey || event.metaKey || event.altKey;
      // ⌘A and Ctrl+A select all, as they do everywhere.
      const isAll = event.key === 'a' && !event.altKey && !event.shiftKey;
      if (!enabled || event.defaultPrevented || (withModifier && !isAll)) return;
      if (isTakenBy(event.target, event.key)) return;
      const step = STEP[event.key];
      if (step !== undefined) {
        const index = activeId === null ? -1 : ids.indexOf(activeId);
        const next = index < 0 ? 0 : Math.min(Math.max(index + step, 0), ids.length - 1);
        const id = ids[next];
        if (id !== undefined) {
          bringFocus(id, id === activeId);
          onActivate(id);
        }
        event.preventDefault();
      } else if (activeId !== null && onKey(event.key, activeId)) {
        event.preventDefault();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
