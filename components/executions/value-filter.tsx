'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { listFieldValuesAction } from '@/lib/actions/list-field-values';
import { FIELD_LABELS, type ValueField } from '@/lib/domain/execution-columns';
import { unwrap } from '@/lib/domain/result';
import { isStatus } from '@/lib/domain/status';
import { STATUS_LABEL } from '@/lib/format/status-label';
import { visibleLine } from '@/lib/format/visible-line';

export const valueLabel = (field: ValueField, value: string) =>
  field === 'status' && isStatus(value) ? STATUS_LABEL[value] : visibleLine(value);

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
  field: ValueField;
  chosen: readonly string[];
  onChange: (values: readonly string[]) => void;
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
        {FIELD_LABELS[field]}
        {chosen.length > 0 ? (
          <button
            type="button"
            className="ml-auto font-normal text-mute hover:text-text"
            onClick={() => onChange([])}
          >
            reset
          </button>
        ) : null}
      </legend>
      {searchable ? (
        <input
          type="text"
          aria-label={`Find ${FIELD_LABELS[field].toLowerCase()}`}
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
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, value] : chosen.filter((v) => v !== value),
                )
              }
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
