'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { type ExecutionParams, parseExecutionParams } from '@/lib/query-state/execution-params';

/** The URL follows a step when nobody has stepped on for this long. */
const SETTLED_MS = 80;

/**
 * The execution in quick view. The screen follows at once and the URL behind it: a step must not
 * wait for the router. Opening is a step for the back button, moving on and closing are not.
 */
export function useQuickId(
  initial: ExecutionId | null,
  change: (next: Partial<ExecutionParams>, how: 'push' | 'replace') => void,
): [ExecutionId | null, (id: ExecutionId | null) => void] {
  const [id, setId] = useState(initial);
  const shown = useRef(initial);
  const behind = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(behind.current), []);
  useEffect(() => {
    const onPopState = () => {
      clearTimeout(behind.current);
      shown.current = parseExecutionParams(new URLSearchParams(window.location.search)).quick;
      setId(shown.current);
    };
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, []);
  const show = useCallback(
    (next: ExecutionId | null) => {
      const opening = shown.current === null;
      shown.current = next;
      setId(next);
      clearTimeout(behind.current);
      if (opening) change({ quick: next }, 'push');
      else if (next === null) change({ quick: next }, 'replace');
      else behind.current = setTimeout(() => change({ quick: next }, 'replace'), SETTLED_MS);
    },
    [change],
  );
  return [id, show];
}
