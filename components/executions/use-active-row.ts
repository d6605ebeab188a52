'use client';

import { useMemo, useState } from 'react';

/**
 * The row that the keys go through: the last that was chosen, or the first where that one is not in the
 * list any more. A row that a filter has taken away cannot be active: the grid would be out of reach
 * for Tab.
 */
export function useActiveRow(ids: readonly string[], first: string | null) {
  const [last, setActiveId] = useState<string | null>(first);
  const activeId = useMemo(
    () => (last !== null && ids.includes(last) ? last : (ids[0] ?? null)),
    [last, ids],
  );
  return [activeId, setActiveId] as const;
}
