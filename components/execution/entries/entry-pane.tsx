'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { Button, buttonClass } from '@/components/ui/button';
import { useSlashKey } from '@/components/ui/use-slash-key';
import { cn } from '@/lib/cn';
import { EVERY_ENTRY, isEntryFilter } from '@/lib/domain/entry-filter';
import { formatNoun } from '@/lib/format/format-count';
import { paths } from '@/lib/paths';
import { type EntryParams, printEntryFilter } from '@/lib/query-state/entry-params';
import { EntryGrid } from './entry-grid';
import type { EntryLogState, FirstEntries } from './entry-log';
import { EntryToolbar } from './entry-toolbar';
import { useEntryLog } from './use-entry-log';
import { useEntryParams } from './use-entry-params';
import { useEntryValues } from './use-entry-values';

interface EntryPaneProps {
  project: string;
  id: string;
  /** What came with the page; null where the URL filters. */
  first: FirstEntries | null;
  initial: EntryParams;
  /** Where the log has a page of its own; null when this is it. */
  fullHref: string | null;
}

/** The log of one execution: its lines, what narrows them, and what comes while it runs. */
export function EntryPane({ project, id, first, initial, fullHref }: EntryPaneProps) {
  const { filter, setFilter, setLine } = useEntryParams(initial);
  const { log, state } = useEntryLog(project, id, filter, filter === initial.filter ? first : null);
  const { values, refresh } = useEntryValues(project, id, first);
  const inputRef = useRef<HTMLInputElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const fill = fullHref === null;
  useEffect(() => {
    // What else the page shows has changed with it.
    log.onOver = () => router.refresh();
  }, [log, router]);
  const search = useCallback(() => {
    inputRef.current?.focus();
    inputRef.current?.select();
  }, []);
  useSlashKey(inputRef, fill);
  const isNarrowed = isEntryFilter(filter);
  const hasNothing = state.phase === 'ready' && state.total === 0;
  const isBare = hasNothing && !isNarrowed;
  return (
    <section
      aria-label="Log"
      className={cn(
        'flex min-w-0 scroll-mt-14 flex-col border-b border-line',
        fill && 'min-h-[420px] flex-1',
      )}
    >
      <div className="flex min-h-10 items-center gap-3 border-b border-line px-4">
        <h2 className="font-semibold">Log</h2>
        <span role="status" className="truncate font-mono text-[12px] text-mute">
          {isBare ? '' : countText(state)}
        </span>
        <span className="flex-1" />
        {isBare ? null : <ExportLink project={project} id={id} search={printEntryFilter(filter)} />}
        {fullHref && !isBare ? (
          <Link href={fullHref} prefetch={false} className={buttonClass('quiet', 'h-7')}>
            Open in full
          </Link>
        ) : null}
      </div>
      {isBare ? null : (
        <EntryToolbar
          {...{ filter, values, inputRef }}
          onFilter={setFilter}
          onReach={refresh}
          onLeave={() => gridRef.current?.focus({ preventScroll: true })}
        />
      )}
      {state.problem !== null ? (
        <div className="flex items-center gap-3 px-4 py-2">
          <p role="alert" className="text-bad">
            {`${state.phase === 'failed' ? 'The log' : 'A part of the log'} could not be read. ${state.problem}`}
          </p>
          <Button onClick={() => log.again()}>Try again</Button>
        </div>
      ) : null}
      {state.total > 0 ? (
        <EntryGrid
          {...{ project, id, log, state, fill }}
          line={initial.line}
          scrollerRef={gridRef}
          onLine={setLine}
          onSearch={search}
        />
      ) : (
        <NoLines state={state} isNarrowed={isNarrowed} onClear={() => setFilter(EVERY_ENTRY)} />
      )}
    </section>
  );
}

function countText({ phase, total }: EntryLogState): string {
  const count = formatNoun(total, 'line');
  if (phase === 'failed') return '';
  return phase === 'looking' ? `${count} so far…` : count;
}

function ExportLink({
  project,
  id,
  search,
}: {
  project: string;
  id: string;
  search: URLSearchParams;
}) {
  const { zone } = useZone();
  search.set('zone', zone);
  return (
    <a
      href={paths.executionEntryExport(project, id, `?${search}`)}
      download
      className="rounded-sm text-mute underline-offset-2 hover:text-text hover:underline"
    >
      Export NDJSON
    </a>
  );
}

/** Loading, nothing there and nothing that matches are three different things; failed is said above. */
function NoLines(props: { state: EntryLogState; isNarrowed: boolean; onClear: () => void }) {
  const { state, isNarrowed, onClear } = props;
  if (state.phase === 'failed') return null;
  if (state.phase === 'looking') {
    return (
      <p role="status" className="px-4 py-3 text-mute">
        {isNarrowed ? 'Looking through the log…' : 'Loading the log…'}
      </p>
    );
  }
  if (isNarrowed) {
    return (
      <div className="flex items-center gap-3 px-4 py-3">
        <p className="text-mute">No line of this log matches.</p>
        <Button onClick={onClear}>Clear filters</Button>
      </div>
    );
  }
  return (
    <p className="px-4 py-3 text-mute">
      {state.isOver
        ? 'No log lines were sent with this execution.'
        : 'There are no log lines yet. They appear here as they come.'}
    </p>
  );
}
