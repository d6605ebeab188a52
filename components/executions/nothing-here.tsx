'use client';

import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { termLabel } from '@/lib/format/term-label';
import { removeTerm } from '@/lib/query-state/edit-query';
import { type ExecutionParams, NO_PARAMS } from '@/lib/query-state/execution-params';
import { parseQuery } from '@/lib/query-state/parse-query';
import { filterChips } from './filter-chips';
import { SendFirst } from './send-first';

/** The terms that no chip stands for. */
const textTerms = (q: string) =>
  parseQuery(q).terms.filter(({ term }) => termLabel(term, 'UTC') === null);

const cut = (q: string, { from, to }: { from: number; to: number }) => removeTerm(q, from, to);

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
  const { zone } = useZone();
  if (!filtered) return <SendFirst project={project} />;
  const chips = filterChips(params.q, zone);
  const rest = textTerms(params.q);
  const all = { ...NO_PARAMS, quick: null, at: null };
  return (
    <Notice
      title="Nothing matches"
      actions={
        <>
          {rest.length > 0 ? (
            <Button onClick={() => onChange({ q: rest.reduceRight(cut, params.q) })}>
              Clear the search
            </Button>
          ) : null}
          {chips.map((chip) => (
            <Button key={chip.without} onClick={() => onChange({ q: chip.without })}>
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
