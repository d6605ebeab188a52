'use client';

import type { ReactNode } from 'react';
import { useLatePart } from '@/components/ui/use-late-part';
import { useReached } from '@/components/ui/use-reached';
import type { CountsProps } from './counts';
import { ASIDE, STRIP, STRIP_HEIGHT } from './counts-frame';

const fetchCounts = () => import('./counts');

/**
 * The list with its facets and its histogram. Their code is fetched when somebody is at the screen;
 * until then the histogram is the one that came with the page, and the facets' place is kept free.
 */
export function CountsPlace({
  children,
  firstStrip,
  hidden,
  ...props
}: CountsProps & {
  children: ReactNode;
  firstStrip: ReactNode;
  /** Where there is nothing to count. */
  hidden: boolean;
}) {
  const { facets, chart } = props.layout;
  const reached = useReached();
  const parts = useLatePart(fetchCounts, reached && !hidden, `${facets} ${chart}`);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      {hidden ? null : parts ? (
        <parts.Counts {...props} />
      ) : (
        <>
          {facets === 'off' ? null : <div className={ASIDE[facets]} />}
          <div className={`${STRIP} ${STRIP_HEIGHT[chart]}`}>
            {chart === 'on' ? firstStrip : null}
          </div>
        </>
      )}
      <div className="col-start-2 row-start-2 flex min-h-0 min-w-0 flex-col">{children}</div>
    </div>
  );
}
