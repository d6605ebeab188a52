'use client';

import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { SelectionPlace } from '@/components/selection/selection-place';
import { asideOf } from '@/components/stream/left-rows';
import { Live } from '@/components/stream/live';
import { DataGrid } from '@/components/table/data-grid';
import type { GridSize } from '@/components/table/grid-body';
import type { ViewsOfPage } from '@/components/views/use-views';
import { type ColumnLayout, pathsOf } from '@/lib/domain/column-layout';
import { FACET_FIELDS } from '@/lib/domain/query-fields';
import { failureWords } from '@/lib/format/failure-words';
import { isFiltered, printExecutionPlace } from '@/lib/query-state/execution-params';
import { listKey } from '@/lib/query-state/list-key';
import { parseQuery } from '@/lib/query-state/parse-query';
import type { CountsPreferences } from '@/lib/query-state/preferences';
import { underAction } from '@/lib/query-state/under-action';
import { ColumnMenu } from './column-menu';
import { CountsPlace } from './counts/counts-place';
import { useCountsLayout } from './counts/use-counts-layout';
import { ListPlaceProvider } from './list-context';
import { ListFoot } from './list-foot';
import { ListState } from './list-state';
import { ListStatus } from './list-status';
import { ListToolbar } from './list-toolbar';
import { plainCellOf } from './plain-cells';
import { QuickPlace } from './quick-place';
import { type RowCommands, RowCommandsProvider } from './row-commands';
import { SortByTime } from './sort-by-time';
import { useActiveRow } from './use-active-row';
import { useColumnLayout } from './use-column-layout';
import { type FirstPage, useExecutionPages } from './use-execution-pages';
import { useExecutionParams } from './use-execution-params';
import { useExecutionTable } from './use-execution-table';
import { useListKeys } from './use-list-keys';
import { useLongSearch } from './use-long-search';
import { usePathValues } from './use-path-values';
import { useQuickId } from './use-quick-id';
import { useRowCommandsFor } from './use-row-commands-for';
import { useShownList } from './use-shown-list';

interface ExecutionScreenProps {
  project: string;
  first: FirstPage;
  columns: ColumnLayout;
  counts: CountsPreferences;
  /** The histogram as it came with the page; under an action it is counted later. */
  firstStrip?: ReactNode;
  retentionDays: number;
  /** Set under an action: its key is part of every question and no filter of its own. */
  action?: string;
  /** The saved views around the list; under an action there are none. */
  views?: ViewsOfPage;
}

/** The list of executions: search, filters, table, quick view and what to do with the selected. */
export function ExecutionScreen(props: ExecutionScreenProps) {
  const { project, action } = props;
  const { params: urlParams, change } = useExecutionParams(props.views?.hasDefault);
  const params = useMemo(
    () => (action ? underAction(urlParams, action) : urlParams),
    [urlParams, action],
  );
  const [problem] = useMemo(() => parseQuery(params.q).problems, [params.q]);
  const asked = useMemo(() => parseQuery(urlParams.q), [urlParams.q]);
  const counts = useCountsLayout(props.counts);
  const columns = useColumnLayout(props.columns, urlParams, change);
  const list = useExecutionPages(project, params, props.first, pathsOf(columns.layout));
  const { fetchNextPage, fetchPreviousPage } = list;
  const shown = useShownList({ name: listKey(params), rows: list.rows, isPending: list.isPending });
  const { rows, isPending } = shown;
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const values = usePathValues(project, list.pages);
  const { table, columns: gridColumns } = useExecutionTable(rows, columns.layout);
  const [activeId, setActiveId] = useActiveRow(ids, urlParams.quick ?? urlParams.at);
  const [quickId, setQuickId] = useQuickId(urlParams.quick, change);
  const [liveFoot, setLiveFoot] = useState<HTMLElement | null>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const gridSizeRef = useRef<GridSize>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const place = useMemo(
    () => ({
      project,
      filter: printExecutionPlace(params),
      values,
      editQuery: (edit: (q: string) => string) => change({ q: edit(urlParams.q) }),
    }),
    [project, params, values, urlParams.q, change],
  );
  const commands: RowCommands = useRowCommandsFor(place, setQuickId);
  const fields = action ? FACET_FIELDS.filter((field) => field !== 'action') : FACET_FIELDS;
  useListKeys(
    { ids, activeId, onActivate: setActiveId, enabled: quickId === null },
    table,
    commands,
    searchRef,
  );
  const search = useLongSearch(list, listKey(params));
  // One page at a time, at either end: to ask for another gives up the one that is on the way.
  const reachStart = useCallback(() => {
    if (list.hasPreviousPage && !list.isFetching) fetchPreviousPage();
  }, [list.hasPreviousPage, list.isFetching, fetchPreviousPage]);
  const isEmpty = !isPending && !list.isError && rows.length === 0 && list.searchedToMs === null;
  const complete = !shown.isBusy && !list.hasNextPage && !list.hasPreviousPage;
  // Until the rows that came are drawn, the end that is seen is not the end of what is there.
  const isDrawn = rows === list.rows;
  return (
    <ListPlaceProvider place={place}>
      <RowCommandsProvider commands={commands}>
        <div className="flex min-h-0 flex-1 flex-col">
          <ListToolbar
            project={project}
            params={urlParams}
            query={asked.query}
            views={props.views}
            counts={counts}
            columns={columns}
            searchRef={searchRef}
            onChange={change}
          />
          <CountsPlace
            project={project}
            q={urlParams.q}
            params={params}
            fields={fields}
            layout={counts.layout}
            firstStrip={props.firstStrip}
            hidden={isEmpty && !isFiltered(params)}
            // Rows first: a count over all of them takes what the database and this screen have.
            paused={problem !== undefined || list.isPending}
            version={params.order === 'newest' ? (ids[0] ?? null) : null}
            onChange={change}
          >
            <div className="relative flex min-h-0 flex-1 flex-col">
              <ListState
                {...{ project, params, problem, isPending, isEmpty }}
                own={urlParams}
                failed={list.isError && rows.length === 0 ? failureWords(list.error) : null}
                onChange={change}
                onRetry={() => list.refetch()}
              >
                <DataGrid
                  table={table}
                  listName={shown.name}
                  busy={shown.isBusy}
                  columns={gridColumns}
                  columnCommands={columns.commands}
                  headerMenu={(column) => <ColumnMenu column={column} settings={columns} />}
                  label="Executions"
                  sizeRef={gridSizeRef}
                  gridRef={gridRef}
                  covered={quickId !== null}
                  activeId={activeId}
                  onActivate={setActiveId}
                  onReachEnd={isDrawn ? search.reachEnd : undefined}
                  onReachStart={isDrawn ? reachStart : undefined}
                  asideOf={asideOf}
                  plainCellOf={plainCellOf}
                  complete={complete}
                  decorateHeader={(id) =>
                    id === 'createdAt' ? (
                      <SortByTime order={params.order} onChange={change} />
                    ) : undefined
                  }
                  foot={
                    shown.isBusy ? null : (
                      <ListFoot
                        loading={list.isFetchingNextPage}
                        failed={list.isFetchNextPageError ? failureWords(list.error) : null}
                        hasMore={list.hasNextPage}
                        searchedToMs={list.searchedToMs}
                        retentionDays={props.retentionDays}
                        searching={search.searching}
                        onMore={() => (list.isFetchNextPageError ? fetchNextPage() : search.more())}
                        onStop={search.stop}
                      />
                    )
                  }
                />
              </ListState>
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
          </CountsPlace>
          <SelectionPlace
            {...{ project, params, complete }}
            layout={columns.layout}
            selection={table.state.rowSelection}
            onClear={() => table.resetRowSelection(true)}
          />
          <ListStatus
            project={project}
            params={params}
            loaded={
              isPending || shown.isBusy || (list.isError && rows.length === 0) ? null : rows.length
            }
            complete={complete}
            busy={list.isFetching}
          >
            <span ref={setLiveFoot} className="flex items-center gap-4" />
          </ListStatus>
        </div>
        <p role="status" className="sr-only">
          {columns.said}
        </p>
        <QuickPlace
          id={quickId}
          ids={ids}
          complete={complete}
          onNearEnd={search.more}
          onChange={setQuickId}
          onActivate={setActiveId}
        />
      </RowCommandsProvider>
    </ListPlaceProvider>
  );
}
