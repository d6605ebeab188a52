'use client';

import { useEffect, useMemo, useState } from 'react';

/**
 * The row that the keys go through: the last that was chosen, or the first where that one is not in the
 * list any more. A row that a filter has taken away cannot be active: the grid would be out of reach
 * for Tab. Whoever comes back to the list by the browser is where the log was opened.
 */
export function useActiveRow(ids: readonly string[], first: string | null) {
  const [last, setActiveId] = useState<string | null>(first);
  useEffect(() => {
    const { row } = (window.history.state ?? {}) as { row?: string };
    if (row) setActiveId(row);
  }, []);
  const activeId = useMemo(
    () => (last !== null && ids.includes(last) ? last : (ids[0] ?? null)),
    [last, ids],
  );
  return [activeId, setActiveId] as const;
}
