'use client';

import { useLatePart } from '@/components/ui/use-late-part';
import type { SelectionProps } from './selection-bar';

const fetchBar = () => import('./selection-bar');

/** The bar of what is selected; its code comes with the first row that is. */
export function SelectionPlace(props: SelectionProps) {
  const { selection } = props;
  const isAny = Object.keys(selection).length > 0;
  const parts = useLatePart(fetchBar, isAny, selection);
  return isAny && parts ? <parts.SelectionBar {...props} /> : null;
}
