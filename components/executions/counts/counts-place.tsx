'use client';

import type { ReactNode } from 'react';
import { useLatePart } from '@/components/ui/use-late-part';
import type { CountsProps } from './counts';
import { ASIDE, STRIP, STRIP_HEIGHT } from './counts-frame';

const fetchCounts = () => import('./counts');

/**
 * The list with its facets and its histogram. Their code is fetched when the page is drawn: the list
 * comes first, and the places of the others are kept free.
 */
export function CountsPlace({
  children,
  hidden,
  ...props
}: CountsProps & {
  children: ReactNode;
  /** Where there is nothing to count. */
  hidden: boolean;
}) {
  const { facets, chart } = props.layout;
  const parts = useLatePart(fetchCounts, !hidden);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      {hidden ? null : parts ? (
        <parts.Counts {...props} />
      ) : (
        <>
          {facets === 'off' ? null : <div className={ASIDE[facets]} />}
          <div className={`${STRIP} ${STRIP_HEIGHT[chart]}`} />
        </>
      )}
      <div className="col-start-2 row-start-2 flex min-h-0 min-w-0 flex-col">{children}</div>
    </div>
  );
}
