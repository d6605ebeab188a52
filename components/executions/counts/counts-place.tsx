'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { CountsProps } from './counts';
import { ASIDE, STRIP, STRIP_HEIGHT } from './counts-frame';

type Parts = typeof import('./counts');

/**
 * The list with its facets and its histogram. Their code is fetched when the page is drawn: the list
 * comes first.
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
  const [parts, setParts] = useState<Parts | null>(null);
  const [failures, setFailures] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try after a failure.
  useEffect(() => {
    import('./counts').then(
      (arrived) => setParts(() => arrived),
      () => setFailures((before) => -Math.abs(before) - 1),
    );
  }, [failures > 0]);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      {hidden ? null : parts ? (
        <parts.Counts {...props} />
      ) : (
        <>
          {facets === 'off' ? null : <div className={ASIDE[facets]} />}
          <div className={`${STRIP} ${STRIP_HEIGHT[chart]}`}>
            {failures < 0 ? (
              <button type="button" onClick={() => setFailures(-failures)}>
                The counts could not be loaded. Try again
              </button>
            ) : null}
          </div>
        </>
      )}
      <div className="col-start-2 row-start-2 flex min-h-0 min-w-0 flex-col">{children}</div>
    </div>
  );
}
