'use client';

import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { findFacetValuesAction } from '@/lib/actions/find-facet-values';
import type { Facet } from '@/lib/domain/counts';
import { unwrap } from '@/lib/domain/result';
import { failureWords } from '@/lib/format/failure-words';
import { surenessWords } from '@/lib/format/histogram-words';
import { type Choice, FacetRow } from './facet-row';

/** With fewer values nobody needs to search. */
const SEARCHED_ABOVE = 6;

const STEP: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export interface FacetValuesProps {
  project: string;
  /** The screen's URL search, for what is searched in. */
  search: string;
  label: string;
  facet: Facet;
  included: readonly string[];
  excluded: readonly string[];
  onChoose: (value: string, choice: Choice) => void;
}

/** The values of a facet with their counts, with a search where there are more than are listed. */
export function FacetValues(props: FacetValuesProps) {
  const { project, search, label, facet, included, excluded, onChoose } = props;
  const { zone } = useZone();
  const { field } = facet;
  const [containing, setContaining] = useState('');
  const [current, setCurrent] = useState(0);
  const found = useQuery({
    queryKey: ['facet-values', project, search, field, containing],
    queryFn: async () =>
      unwrap(await findFacetValuesAction({ project, search, field, containing })),
    enabled: containing !== '',
    placeholderData: (previous) => previous,
  });
  const shown = containing !== '' && found.data ? found.data : facet;
  const most = Math.max(...shown.values.map(({ count }) => count), 1);
  const words = surenessWords(shown, zone);
  const searchable = containing !== '' || facet.more || facet.values.length > SEARCHED_ABOVE;
  return (
    <>
      {searchable ? (
        <input
          type="text"
          aria-label={`Find ${label.toLowerCase()}`}
          placeholder="Find…"
          value={containing}
          onChange={(event) => setContaining(event.target.value)}
          className="mb-1 h-7 w-full rounded-md border border-line bg-bg px-2 text-[12px] placeholder:text-mute"
        />
      ) : null}
      <ul className="max-h-72 overflow-y-auto" onKeyDown={moveFocus} title={words ?? undefined}>
        {shown.values.map(({ value, count }, place) => (
          <FacetRow
            key={value}
            {...{ field, value, count }}
            share={count / most}
            exact={shown.exact}
            chosen={
              included.includes(value) ? 'included' : excluded.includes(value) ? 'excluded' : null
            }
            current={place === Math.min(current, shown.values.length - 1)}
            onCurrent={() => setCurrent(place)}
            onChoose={(choice) => onChoose(value, choice)}
          />
        ))}
      </ul>
      {words ? <p className="sr-only">{words}</p> : null}
      {found.isError ? <p className="text-[12px] text-bad">{failureWords(found.error)}</p> : null}
      {shown.values.length === 0 ? (
        <p className="px-1 text-[12px] text-mute">
          {containing !== '' ? 'None contains that.' : shown.exact ? 'None.' : 'None found yet.'}
        </p>
      ) : shown.more ? (
        <p className="px-1 text-[12px] text-mute">The most frequent; more by Find.</p>
      ) : null}
    </>
  );
}

/** The arrow keys go from box to box, and not through the table meanwhile. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEP[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.children];
  const at = rows.findIndex((row) => row.contains(event.target as Node));
  const to = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  to?.querySelector<HTMLElement>('[data-facet-box]')?.focus();
  event.preventDefault();
  event.stopPropagation();
}
