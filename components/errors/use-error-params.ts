'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useRef, useState } from 'react';
import {
  ERROR_PAGE_SIZE,
  type ErrorParams,
  parseErrorParams,
  printErrorParams,
} from '@/lib/query-state/error-params';

/**
 * The screen's state, which is its URL. `push` makes a step for the back button, `replace` refines
 * the one that is there. Another filter begins with its first rows.
 */
export function useErrorParams() {
  const known = useSearchParams().toString();
  const latest = useRef(known);
  latest.current = known;
  // The router follows the URL in its own time; the next click must not start from the state before.
  const [ahead, setAhead] = useState<{ of: string; search: string } | null>(null);
  if (ahead && ahead.of !== known) setAhead(null);
  const search = ahead?.of === known ? ahead.search : known;
  const params = useMemo(() => parseErrorParams(new URLSearchParams(search)), [search]);
  const change = useCallback((next: Partial<ErrorParams>, how: 'push' | 'replace' = 'push') => {
    const now = parseErrorParams(new URLSearchParams(window.location.search));
    const url = printErrorParams({ ...now, rows: ERROR_PAGE_SIZE, ...next });
    if (url === window.location.search) return;
    setAhead({ of: latest.current, search: url });
    const target = window.location.pathname + url;
    if (how === 'push') window.history.pushState(null, '', target);
    else window.history.replaceState(null, '', target);
  }, []);
  return { params, change };
}
