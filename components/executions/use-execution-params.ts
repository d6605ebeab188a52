'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  ALL_EXECUTIONS,
  type ExecutionParams,
  parseExecutionParams,
  printExecutionParams,
} from '@/lib/query-state/execution-params';

type Change = Partial<ExecutionParams>;

export type ChangeParams = (next: Change, how?: 'push' | 'replace') => void;

/** Where the screen is before the router; both as `URLSearchParams` prints them. */
interface Ahead {
  search: string;
  /** Where it was on the way there: the router may still come through. */
  passed: readonly string[];
}

/** What may change while the list stays where it is. */
const STAYS = new Set(['quick', 'at', 'view', 'cols']);

/**
 * The screen's state, which is its URL. `push` makes a step for the back button, `replace` refines
 * the one that is there. Changing what is listed also gives up the place in the list.
 */
export function useExecutionParams(hasDefaultView = false) {
  const known = useSearchParams().toString();
  const latest = useRef(known);
  latest.current = known;
  // The router follows the URL in its own time, through every step of it; a box that was ticked must
  // not wait for it, and what is typed must not go back to where the router still is.
  const [ahead, setAhead] = useState<Ahead | null>(null);
  const isAhead = ahead?.passed.includes(known) === true && ahead.search !== known;
  if (ahead && !isAhead) setAhead(null);
  const search = isAhead ? ahead.search : known;
  useEffect(() => {
    // Back and forward lead to what was passed.
    const onStep = () => setAhead(null);
    window.addEventListener('popstate', onStep);
    return () => window.removeEventListener('popstate', onStep);
  }, []);
  const params = useMemo(() => parseExecutionParams(new URLSearchParams(search)), [search]);
  const change = useCallback(
    (next: Change, how: 'push' | 'replace' = 'push') => {
      const now = parseExecutionParams(new URLSearchParams(window.location.search));
      const relists = Object.keys(next).some((key) => !STAYS.has(key));
      const screen = { ...now, ...(relists ? { at: null } : {}), ...next };
      // Without any parameter the default view would open.
      const plain = hasDefaultView ? `?view=${ALL_EXECUTIONS}` : '';
      const url = printExecutionParams(screen) || plain;
      const target = window.location.pathname + url;
      if (target === window.location.pathname + window.location.search) return;
      const search = new URLSearchParams(url).toString();
      setAhead((before) => ({
        passed: [...(before?.passed ?? []), before?.search ?? latest.current],
        search,
      }));
      if (how === 'push') window.history.pushState(null, '', target);
      else window.history.replaceState(null, '', target);
    },
    [hasDefaultView],
  );
  return { params, change };
}
