'use client';

import type { RefObject } from 'react';
import type { ViewsOfPage } from '@/components/views/use-views';
import { ViewsMenu } from '@/components/views/views-menu';
import type { Query } from '@/lib/domain/query';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { ColumnsMenu } from './columns-menu';
import type { useCountsLayout } from './counts/use-counts-layout';
import { FilterChips } from './filter-chips';
import { FiltersButton } from './filters-button';
import { SearchBar } from './search-bar';
import { TimeRangeFilter } from './time-range-filter';
import type { ColumnSettings } from './use-column-layout';
import type { ChangeParams } from './use-execution-params';

/** What the list shows and how: views, search, time, filters, columns; below them the filters as chips. */
export function ListToolbar({
  project,
  params,
  query,
  views,
  counts,
  columns,
  searchRef,
  onChange,
}: {
  project: string;
  /** As the URL says them, without what the page adds. */
  params: ExecutionParams;
  query: Query;
  views: ViewsOfPage | undefined;
  counts: ReturnType<typeof useCountsLayout>;
  columns: ColumnSettings;
  searchRef: RefObject<HTMLInputElement | null>;
  onChange: ChangeParams;
}) {
  return (
    <>
      <div className="flex flex-wrap items-start gap-2 px-4 py-3">
        {views ? (
          <ViewsMenu {...{ project, params, layout: columns.layout, onChange }} ofPage={views} />
        ) : null}
        <SearchBar
          value={params.q}
          inputRef={searchRef}
          onChange={(q, how) => onChange({ q }, how)}
        />
        <TimeRangeFilter range={params.range} onChange={(range) => onChange({ range })} />
        <FiltersButton
          query={query}
          buttonRef={counts.buttonRef}
          expanded={counts.expanded}
          onToggle={counts.toggleFacets}
        />
        <ColumnsMenu settings={columns} />
      </div>
      <FilterChips q={params.q} onChange={(q) => onChange({ q })} />
    </>
  );
}
