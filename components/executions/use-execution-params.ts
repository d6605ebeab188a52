'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useRef, useState } from 'react';
import {
  ALL_EXECUTIONS,
  type ExecutionParams,
  parseExecutionParams,
  printExecutionParams,
} from '@/lib/query-state/execution-params';

type Change = Partial<ExecutionParams>;

export type ChangeParams = (next: Change, how?: 'push' | 'replace') => void;

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
  // The router follows the URL in its own time; a box that was ticked must not wait for it, and the
  // next click must not start from the state before.
  const [ahead, setAhead] = useState<{ of: string; search: string } | null>(null);
  if (ahead && ahead.of !== known) setAhead(null);
  const search = ahead?.of === known ? ahead.search : known;
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
      setAhead({ of: latest.current, search: url });
      if (how === 'push') window.history.pushState(null, '', target);
      else window.history.replaceState(null, '', target);
    },
    [hasDefaultView],
  );
  return { params, change };
}
