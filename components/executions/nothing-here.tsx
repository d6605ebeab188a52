'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { NO_PARAMS } from '@/lib/query-state/execution-params';
import { filterChips } from './filter-chips';
import { SendFirst } from './send-first';

/** No rows: nothing yet, or nothing that matches. Two different things, never shown alike. */
export function NothingHere({
  project,
  params,
  filtered,
  onChange,
}: {
  project: string;
  params: ExecutionParams;
  filtered: boolean;
  onChange: (change: Partial<ExecutionParams>) => void;
}) {
  if (!filtered) return <SendFirst project={project} />;
  const chips = filterChips(params);
  const all = { ...NO_PARAMS, quick: null, at: null };
  return (
    <Notice
      title="Nothing matches"
      actions={
        <>
          {params.search !== '' ? (
            <Button onClick={() => onChange({ search: '' })}>Clear the search</Button>
          ) : null}
          {chips.map((chip) => (
            <Button key={chip.name} onClick={() => onChange(chip.without)}>
              Without {chip.name.toLowerCase()}
            </Button>
          ))}
          {params.range.since || params.range.until ? (
            <Button onClick={() => onChange({ range: { since: null, until: null } })}>
              Any time
            </Button>
          ) : null}
          <Button look="primary" onClick={() => onChange(all)}>
            Clear everything
          </Button>
        </>
      }
    >
      <p>
        No execution satisfies the search and all of the filters together.
        {params.range.since || params.range.until ? ' The time range counts as a filter.' : ''}
      </p>
    </Notice>
  );
}
