'use client';

import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { ErrorList } from '@/lib/contract/error-list';
import { paths } from '@/lib/paths';
import { type ErrorParams, isNarrowed, NO_ERROR_PARAMS } from '@/lib/query-state/error-params';
import { VIEW_LABEL } from './error-filters';

const ROWS = Array.from({ length: 10 }, (_, index) => index);

/** The shape of the table while its rows are on the way. */
export function ErrorsSkeleton() {
  return (
    <div role="status" aria-label="Loading error groups" className="overflow-hidden px-4 pt-8">
      {ROWS.map((row) => (
        <div key={row} className="flex h-[50px] items-center gap-6 border-b border-line/70">
          <span className="flex flex-1 flex-col gap-2">
            <span className="h-2.5 w-2/5 rounded-full bg-raise" />
            <span className="h-2 w-3/5 rounded-full bg-raise" />
          </span>
          <span className="h-4 w-28 rounded-sm bg-raise max-md:hidden" />
          <span className="h-2.5 w-10 rounded-full bg-raise" />
          <span className="h-2.5 w-20 rounded-full bg-raise max-md:hidden" />
        </div>
      ))}
    </div>
  );
}

export function ErrorsFailed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <Notice
      title="The error groups could not be loaded"
      actions={
        <Button look="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p role="alert">{message}</p>
      <p>Nothing is lost: the filter stays as it is, and the stored logs are untouched.</p>
    </Notice>
  );
}

/** No rows: nothing has ever failed, or nothing that matches. Two different things, never shown alike. */
export function NoErrors({
  project,
  list,
  params,
  onChange,
}: {
  project: string;
  list: ErrorList;
  params: ErrorParams;
  onChange: (change: Partial<ErrorParams>) => void;
}) {
  if (list.isNew && !list.isGrouping) return <NothingFailed project={project} />;
  const others = Object.values(list.states).reduce((sum, count) => sum + count, 0);
  const isOpenView = params.view === 'unresolved' && others > 0;
  return (
    <Notice
      title={isOpenView ? 'Nothing is unresolved' : 'Nothing matches'}
      actions={
        <>
          {params.find.trim() !== '' ? (
            <Button onClick={() => onChange({ find: '' })}>Clear the text</Button>
          ) : null}
          {params.action !== null ? (
            <Button onClick={() => onChange({ action: null })}>All actions</Button>
          ) : null}
          {params.range.since || params.range.until ? (
            <Button onClick={() => onChange({ range: NO_ERROR_PARAMS.range })}>Any time</Button>
          ) : null}
          {others > 0 ? (
            <Button onClick={() => onChange({ view: 'all' })}>
              Show {others === 1 ? 'the one' : `all ${others.toLocaleString('en')}`} in other states
            </Button>
          ) : null}
          {isNarrowed(params) ? (
            <Button look="primary" onClick={() => onChange(NO_ERROR_PARAMS)}>
              Clear everything
            </Button>
          ) : null}
        </>
      }
    >
      <p>
        {list.isGrouping
          ? 'Failures of before are still being grouped: they appear here by and by.'
          : `No error group is shown for ${VIEW_LABEL[params.view].toLowerCase()} with these filters.`}
      </p>
    </Notice>
  );
}

function NothingFailed({ project }: { project: string }) {
  return (
    <Notice
      title="No errors yet"
      actions={
        <Link href={paths.executions(project)} className={buttonClass('primary')}>
          View Execution Logs
        </Link>
      }
    >
      <p>
        Executions that failed in the same way appear here as one row: the same exception, message,
        line of code and action, whatever the numbers and names in the message.
      </p>
    </Notice>
  );
}
