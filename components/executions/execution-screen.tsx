'use client';

import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { QuickView } from '@/components/quick-view/quick-view';
import { asideOf } from '@/components/stream/left-rows';
import { Live } from '@/components/stream/live';
import { DataGrid } from '@/components/table/data-grid';
import { useGridKeys } from '@/components/table/use-grid-keys';
import { FACET_FIELDS } from '@/lib/domain/query-fields';
import { isFiltered, printExecutionFilter } from '@/lib/query-state/execution-params';
import { parseQuery } from '@/lib/query-state/parse-query';
import type { ColumnPreferences } from '@/lib/query-state/preferences';
import { underAction } from '@/lib/query-state/under-action';
import { ColumnsMenu } from './columns-menu';
import { FilterChips } from './filter-chips';
import { FilterPanel } from './filter-panel';
import { ListPlaceProvider } from './list-context';
import { ListFailed } from './list-failed';
import { ListFoot } from './list-foot';
import { ListSkeleton } from './list-skeleton';
import { ListStatus } from './list-status';
import { NotUnderstood } from './not-understood';
import { NothingHere } from './nothing-here';
import { type RowCommands, RowCommandsProvider } from './row-commands';
import { SearchBar } from './search-bar';
import { SelectionBar } from './selection-bar';
import { SortByTime } from './sort-by-time';
import { TimeRangeFilter } from './time-range-filter';
import { type FirstPage, useExecutionPages } from './use-execution-pages';
import { useExecutionParams } from './use-execution-params';
import { useExecutionTable } from './use-execution-table';
import { useQuickId } from './use-quick-id';
import { useRowCommandsFor } from './use-row-commands-for';

interface ExecutionScreenProps {
  project: string;
  first: FirstPage;
  columns: ColumnPreferences;
  retentionDays: number;
  /** Set under an action: its key is part of every question and no filter of its own. */
  action?: string;
}

/** The list of executions: search, filters, table, quick view and what to do with the selected. */
export function ExecutionScreen(props: ExecutionScreenProps) {
  const { project, action } = props;
  const { params: urlParams, change } = useExecutionParams();
  const params = useMemo(
    () => (action ? underAction(urlParams, action) : urlParams),
    [urlParams, action],
  );
  const [problem] = useMemo(() => parseQuery(params.q).problems, [params.q]);
  const list = useExecutionPages(project, params, props.first);
  const { rows, fetchNextPage, fetchPreviousPage } = list;
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const table = useExecutionTable(rows, props.columns);
  const [lastActiveId, setActiveId] = useState<string | null>(urlParams.quick ?? urlParams.at);
  // A row that a filter has taken away cannot be active: the grid would be out of reach for Tab.
  const activeId = useMemo(
    () => (lastActiveId !== null && ids.includes(lastActiveId) ? lastActiveId : (ids[0] ?? null)),
    [lastActiveId, ids],
  );
  const [quickId, setQuickId] = useQuickId(urlParams.quick, change);
  const [liveFoot, setLiveFoot] = useState<HTMLElement | null>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const place = useMemo(
    () => ({ project, filter: printExecutionFilter(params) }),
    [project, params],
  );
  const commands: RowCommands = useRowCommandsFor(place, setQuickId);
  const fields = action ? FACET_FIELDS.filter((field) => field !== 'action') : FACET_FIELDS;
  useGridKeys({
    ids,
    activeId,
    onActivate: setActiveId,
    enabled: quickId === null,
    onKey: (key, id) => {
      const run: Record<string, () => void> = {
        Enter: () => commands.open(id),
        ' ': () => commands.quickView(id),
        c: () => commands.copyLink(id),
        d: () => commands.download(id),
        x: () => table.getRow(id).toggleSelected(),
        '/': () => searchRef.current?.focus(),
      };
      run[key]?.();
      return key in run;
    },
  });
  useSlashKey(searchRef, quickId === null);
  const nextPage = useCallback(() => {
    if (list.hasNextPage && !list.isFetchingNextPage && !list.isFetchNextPageError) fetchNextPage();
  }, [list.hasNextPage, list.isFetchingNextPage, list.isFetchNextPageError, fetchNextPage]);
  // A search that stopped for time goes on only when somebody says so.
  const reachEnd = list.searchedToMs === null ? nextPage : undefined;
  const reachStart = useCallback(() => {
    if (list.hasPreviousPage && !list.isFetchingPreviousPage) fetchPreviousPage();
  }, [list.hasPreviousPage, list.isFetchingPreviousPage, fetchPreviousPage]);
  const selected = Object.keys(table.state.rowSelection);
  const complete = !list.hasNextPage && !list.hasPreviousPage;
  return (
    <ListPlaceProvider place={place}>
      <RowCommandsProvider commands={commands}>
        <div className="flex min-h-0 flex-1 flex-col">
          <div className="flex flex-wrap items-center gap-2 px-4 py-3">
            <SearchBar
              value={urlParams.q}
              inputRef={searchRef}
              onChange={(q, how) => change({ q }, how)}
            />
            <TimeRangeFilter range={params.range} onChange={(range) => change({ range })} />
            <FilterPanel
              project={project}
              q={urlParams.q}
              fields={fields}
              onChange={(q) => change({ q })}
            />
            <ColumnsMenu table={table} />
          </div>
          <FilterChips q={urlParams.q} onChange={(q) => change({ q })} />
          <div className="relative flex min-h-0 flex-1 flex-col">
            {problem ? (
              <div className="relative min-h-0 flex-1 overflow-auto">
                <NotUnderstood problem={problem} onChange={(q) => change({ q })} />
              </div>
            ) : list.isPending ? (
              <ListSkeleton />
            ) : list.isError && rows.length === 0 ? (
              <div className="relative min-h-0 flex-1 overflow-auto">
                <ListFailed message={list.error.message} onRetry={() => list.refetch()} />
              </div>
            ) : rows.length === 0 && list.searchedToMs === null ? (
              <div className="relative min-h-0 flex-1 overflow-auto">
                <NothingHere
                  project={project}
                  params={urlParams}
                  filtered={isFiltered(params)}
                  onChange={change}
                />
              </div>
            ) : (
              <DataGrid
                table={table}
                label="Executions"
                gridRef={gridRef}
                covered={quickId !== null}
                activeId={activeId}
                onActivate={setActiveId}
                onReachEnd={reachEnd}
                onReachStart={reachStart}
                asideOf={asideOf}
                complete={complete}
                decorateHeader={(id) =>
                  id === 'createdAt' ? (
                    <SortByTime order={params.order} onChange={change} />
                  ) : undefined
                }
                foot={
                  <ListFoot
                    loading={list.isFetchingNextPage}
                    failed={list.isFetchNextPageError ? list.error.message : null}
                    hasMore={list.hasNextPage}
                    searchedToMs={list.searchedToMs}
                    retentionDays={props.retentionDays}
                    onMore={() => fetchNextPage()}
                  />
                }
              />
            )}
            {problem ? null : (
              <Live
                project={project}
                params={params}
                first={props.first}
                rows={rows}
                hasPreviousPage={list.hasPreviousPage}
                gridRef={gridRef}
                covered={quickId !== null}
                foot={liveFoot}
              />
            )}
          </div>
          <ListStatus
            loaded={list.isPending || (list.isError && rows.length === 0) ? null : rows.length}
            complete={complete}
            busy={list.isFetching}
          >
            <span ref={setLiveFoot} className="flex items-center gap-4" />
          </ListStatus>
        </div>
        <SelectionBar
          project={project}
          ids={selected}
          onClear={() => table.resetRowSelection(true)}
        />
        {quickId ? (
          <QuickView
            id={quickId}
            ids={ids}
            complete={complete}
            onNearEnd={nextPage}
            onStep={(id) => {
              setQuickId(id);
              // The table behind it follows when the log is on the screen.
              startTransition(() => setActiveId(id));
            }}
            onClose={() => {
              setActiveId(quickId);
              setQuickId(null);
            }}
          />
        ) : null}
      </RowCommandsProvider>
    </ListPlaceProvider>
  );
}

/** `/` goes to the search from anywhere that does not take text itself. */
function useSlashKey(inputRef: React.RefObject<HTMLInputElement | null>, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (event.key !== '/' || typing || event.defaultPrevented) return;
      event.preventDefault();
      inputRef.current?.select();
      inputRef.current?.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled, inputRef]);
}
