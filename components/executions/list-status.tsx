'use client';

import type { ReactNode } from 'react';
import { useMatchingCount } from '@/components/selection/use-matching-count';
import { Kbd } from '@/components/ui/kbd';
import { formatCounted } from '@/lib/format/format-count';
import { type ExecutionParams, printExecutionFilter } from '@/lib/query-state/execution-params';

/** The line at the foot: how many rows are here and of how many, and the keys that work. */
export function ListStatus({
  project,
  params,
  loaded,
  complete,
  busy,
  children,
}: {
  project: string;
  params: ExecutionParams;
  /** Null before a first answer, and when there was none: that is not zero. */
  loaded: number | null;
  complete: boolean;
  busy: boolean;
  children?: ReactNode;
}) {
  const matching = useMatchingCount(project, printExecutionFilter(params));
  return (
    <footer className="flex h-8 shrink-0 items-center gap-4 border-t border-line bg-panel px-4 text-[12px] text-mute">
      <span role="status" data-testid="list-status">
        {loaded === null ? (
          busy ? (
            'Loading…'
          ) : (
            'Not loaded'
          )
        ) : (
          <>
            <strong className="font-semibold text-text">{loaded.toLocaleString('en')}</strong>{' '}
            {loaded === 1 ? 'execution' : 'executions'}
            {complete ? '' : ' loaded'}
            {complete || !matching ? '' : ` of ${formatCounted(matching.total, matching.exact)}`}
            {busy ? ' · loading' : ''}
          </>
        )}
      </span>
      {children}
      <span className="ml-auto flex items-center gap-3 max-md:hidden">
        <span className="flex items-center gap-1">
          <Kbd>j</Kbd>
          <Kbd>k</Kbd> move
        </span>
        <span className="flex items-center gap-1">
          <Kbd>space</Kbd> quick view
        </span>
        <span className="flex items-center gap-1">
          <Kbd>↵</Kbd> open
        </span>
        <span className="flex items-center gap-1">
          <Kbd>x</Kbd> select
        </span>
        <span className="flex items-center gap-1">
          <Kbd>c</Kbd> copy link
        </span>
        <span className="flex items-center gap-1">
          <Kbd>d</Kbd> download
        </span>
      </span>
    </footer>
  );
}
