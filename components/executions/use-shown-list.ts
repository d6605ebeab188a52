'use client';

import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ExecutionSummary } from '@/lib/domain/execution';

/** Rows of another list that come sooner take the place of those on the screen without a flash, in ms. */
const SKELETON_AFTER_MS = 300;

interface ShownList {
  name: string;
  rows: readonly ExecutionSummary[];
  isPending: boolean;
  /** Whether these are still the rows of the list before. */
  isBusy: boolean;
}

/**
 * What the table draws. The rows of the list before stay, marked, while those of the next are asked
 * for, but not for long: then there is a skeleton. Rows take longer to draw than a frame: keys and
 * clicks go first.
 */
export function useShownList(list: {
  name: string;
  rows: readonly ExecutionSummary[];
  isPending: boolean;
}): ShownList {
  const { name, rows, isPending } = list;
  const before = useRef<{ name: string; rows: readonly ExecutionSummary[] } | null>(null);
  const [lateName, setLateName] = useState<string | null>(null);
  useEffect(() => {
    if (!isPending) return;
    const timer = setTimeout(() => setLateName(name), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isPending, name]);
  useEffect(() => {
    if (!isPending) before.current = { name, rows };
  }, [isPending, name, rows]);
  const kept =
    isPending && lateName !== name && before.current?.rows.length ? before.current : null;
  const shown = useMemo(
    () =>
      kept ? { ...kept, isPending: false, isBusy: true } : { name, rows, isPending, isBusy: false },
    [kept, name, rows, isPending],
  );
  return useDeferredValue(shown);
}
