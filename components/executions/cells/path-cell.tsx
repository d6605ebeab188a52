'use client';

import { useEffect, useSyncExternalStore } from 'react';
import type { ColumnKey } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { useListPlace } from '../list-context';
import type { PathAnswer } from '../path-value-store';
import { PathValueMenu } from './path-value-menu';

const none = () => () => {};

/** What a row has at a path of its context or attributes. */
export function PathCell({ execution, path }: { execution: ExecutionSummary; path: ColumnKey }) {
  const { values } = useListPlace();
  const find = () => values?.find(execution, path);
  const answer = useSyncExternalStore<PathAnswer | undefined>(
    values?.subscribe ?? none,
    find,
    find,
  );
  useEffect(() => {
    if (answer === undefined) values?.want(execution, path);
  }, [answer, values, execution, path]);
  if (answer === undefined) return <span className="text-mute">…</span>;
  if (answer === null) return <span className="text-mute">–</span>;
  if ('failed' in answer) {
    return (
      <span className="truncate text-bad" title={answer.failed}>
        not read
      </span>
    );
  }
  if (answer.kind === 'unread') {
    return (
      <span
        className="truncate text-mute"
        title="It is too large or too deep to be looked into here"
      >
        not searchable
      </span>
    );
  }
  return <PathValueMenu path={path} value={answer} />;
}
