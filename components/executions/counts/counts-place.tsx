'use client';

import { type ReactNode, useRef } from 'react';
import { useLatePart } from '@/components/ui/use-late-part';
import { useReached } from '@/components/ui/use-reached';
import { useRested } from '@/components/ui/use-rested';
import type { CountsProps } from './counts';
import { ASIDE, STRIP, STRIP_HEIGHT } from './counts-frame';

const fetchCounts = () => import('./counts');

/** Longer than a page takes to come to rest, for what nobody has asked for. */
const UNASKED_MS = 5_000;

/**
 * The list with its facets and its histogram. Their code is fetched when somebody is at the screen, or
 * when the page has come to rest and a place waits for it: facets that were opened, or a histogram that
 * did not come with the page. Where all that can be seen without it is there, it takes its time.
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
  const stripRef = useRef<HTMLDivElement>(null);
  const rested = useRested(() =>
    facets === 'on' || !stripRef.current?.firstElementChild ? 0 : UNASKED_MS,
  );
  const wanted = useReached() || rested;
  const parts = useLatePart(fetchCounts, wanted && !hidden, `${facets} ${chart}`);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      {hidden ? null : parts ? (
        <parts.Counts {...props} />
      ) : (
        <>
          {facets === 'off' ? null : <div className={ASIDE[facets]} />}
          <div ref={stripRef} className={`${STRIP} ${STRIP_HEIGHT[chart]}`}>
            {chart === 'on' ? firstStrip : null}
          </div>
        </>
      )}
      <div className="col-start-2 row-start-2 flex min-h-0 min-w-0 flex-col">{children}</div>
    </div>
  );
}
