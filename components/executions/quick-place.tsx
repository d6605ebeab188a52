'use client';

import { useLatePart } from '@/components/ui/use-late-part';
import { useReached } from '@/components/ui/use-reached';

type Parts = typeof import('@/components/quick-view/quick-view');
type QuickViewProps = Parameters<Parts['QuickView']>[0];

const fetchQuickView = () => import('@/components/quick-view/quick-view');

/** Quick view of a row, or of none. */
export function QuickPlace(props: Omit<QuickViewProps, 'id'> & { id: string | null }) {
  const { id, onChange } = props;
  // Reached for before it is asked for: quick view is there when its key is pressed.
  const quick = useLatePart(fetchQuickView, useReached() || id !== null, id, () => onChange(null));
  return id && quick ? <quick.QuickView {...props} id={id} /> : null;
}
