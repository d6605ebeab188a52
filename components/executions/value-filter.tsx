'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { listFieldValuesAction } from '@/lib/actions/list-field-values';
import { type FacetField, FIELDS } from '@/lib/domain/query-fields';
import { unwrap } from '@/lib/domain/result';
import { valueLabel } from '@/lib/format/value-label';

/** Chosen values first, so that what is on can be seen and taken off without searching. */
const CHOICES_BEFORE_SEARCH = 12;

/** The values of one field as checkboxes, with a search when there are many. */
export function ValueFilter({
  project,
  field,
  chosen,
  onChange,
}: {
  project: string;
  field: FacetField;
  chosen: readonly string[];
  /** A value was ticked, unticked, or all were: null. */
  onChange: (value: string | null, isChosen: boolean) => void;
}) {
  const [containing, setContaining] = useState('');
  const choices = useQuery({
    queryKey: ['field-values', project, field, containing],
    queryFn: async () => unwrap(await listFieldValuesAction({ project, field, containing })),
    placeholderData: (previous) => previous,
  });
  const offered = [...new Set([...chosen, ...(choices.data ?? [])])];
  const searchable = containing !== '' || offered.length > CHOICES_BEFORE_SEARCH;
  return (
    <fieldset className="min-w-0">
      <legend className="flex w-full items-center pb-1 text-[12px] font-semibold">
        {FIELDS[field].label}
        {chosen.length > 0 ? (
          <button
            type="button"
            className="ml-auto font-normal text-mute hover:text-text"
            onClick={() => onChange(null, false)}
          >
            reset
          </button>
        ) : null}
      </legend>
      {searchable ? (
        <input
          type="text"
          aria-label={`Find ${FIELDS[field].label.toLowerCase()}`}
          placeholder="Find…"
          value={containing}
          onChange={(event) => setContaining(event.target.value)}
          className="mb-1 h-7 w-full rounded-md border border-line bg-bg px-2 text-[12px] placeholder:text-mute"
        />
      ) : null}
      <div className="max-h-60 overflow-y-auto">
        {offered.map((value) => (
          <label key={value} className="flex h-7 items-center gap-2 rounded-sm px-1 hover:bg-raise">
            <Checkbox
              checked={chosen.includes(value)}
              onChange={(event) => onChange(value, event.target.checked)}
            />
            <span className="truncate">{valueLabel(field, value)}</span>
          </label>
        ))}
      </div>
      {choices.isError ? <p className="text-[12px] text-bad">{choices.error.message}</p> : null}
      {choices.isSuccess && offered.length === 0 ? (
        <p className="text-[12px] text-mute">
          {containing ? 'None contains that.' : 'None seen yet.'}
        </p>
      ) : null}
    </fieldset>
  );
}
