'use client';

import { useEffect, useState } from 'react';
import type { SelectionProps } from './selection-bar';

type Parts = typeof import('./selection-bar');

/** The bar of what is selected; its code comes with the first row that is. */
export function SelectionPlace(props: SelectionProps) {
  const isAny = Object.keys(props.selection).length > 0;
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => {
    if (!isAny || parts) return;
    import('./selection-bar').then(
      (arrived) => setParts(() => arrived),
      // What did not arrive is asked for again with the next selection.
      () => {},
    );
  }, [isAny, parts]);
  return isAny && parts ? <parts.SelectionBar {...props} /> : null;
}
