'use client';

import { lazy, type ReactNode, Suspense } from 'react';
import { fetchedPart } from '@/components/ui/fetched-part';
import { type ExecutionParams, isFiltered } from '@/lib/query-state/execution-params';
import type { Problem } from '@/lib/query-state/parsed-query';
import { ListFailed } from './list-failed';
import { ListSkeleton } from './list-skeleton';
import { NotUnderstood } from './not-understood';
import type { ChangeParams } from './use-execution-params';

// Most visits see neither.
const fetchNothing = fetchedPart(async () => (await import('./nothing-matches')).NothingMatches);
const fetchFirst = fetchedPart(async () => (await import('./send-first')).SendFirst);
const NothingMatches = lazy(async () => ({ default: await fetchNothing() }));
const SendFirst = lazy(async () => ({ default: await fetchFirst() }));

interface ListStateProps {
  project: string;
  /** What the list is asked for, and what of it is the screen's own. */
  params: ExecutionParams;
  own: ExecutionParams;
  /** Why the query is not asked. */
  problem: Problem | undefined;
  isPending: boolean;
  /** Why there are no rows, when asking for them failed. */
  failed: string | null;
  isEmpty: boolean;
  onChange: ChangeParams;
  onRetry: () => void;
  /** The rows. */
  children: ReactNode;
}

/** The rows, or what is said in their place: not understood, loading, failed, nothing there. */
export function ListState(props: ListStateProps) {
  const { project, params, own, problem, onChange } = props;
  if (problem) {
    return (
      <Place>
        <NotUnderstood problem={problem} onChange={(q) => onChange({ q })} />
      </Place>
    );
  }
  if (props.isPending) return <ListSkeleton />;
  if (props.failed !== null) {
    return (
      <Place>
        <ListFailed message={props.failed} onRetry={props.onRetry} />
      </Place>
    );
  }
  if (!props.isEmpty) return props.children;
  return (
    <Place>
      <Suspense>
        {isFiltered(params) ? (
          <NothingMatches {...{ project, params, own, onChange }} />
        ) : (
          <SendFirst project={project} />
        )}
      </Suspense>
    </Place>
  );
}

function Place({ children }: { children: ReactNode }) {
  return <div className="relative min-h-0 flex-1 overflow-auto">{children}</div>;
}
