'use client';

import { ListFilter } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import type { Bound, Query } from '@/lib/domain/query';
import { FACET_FIELDS, type FacetField } from '@/lib/domain/query-fields';
import {
  includeValue,
  setRange,
  valuesOf,
  withoutField,
  withoutValue,
} from '@/lib/query-state/edit-query';
import { parseQuery } from '@/lib/query-state/parse-query';
import { DurationFilter } from './duration-filter';
import { ValueFilter } from './value-filter';

const FILTERED: readonly string[] = [...FACET_FIELDS, 'duration'];

/** How many of the panel's fields the query asks for. */
function countFilters(query: Query): number {
  const asked = query.flatMap((term) => {
    const clause = term.kind === 'not' ? term.term : term;
    return 'field' in clause && FILTERED.includes(clause.field) ? [clause.field] : [];
  });
  return new Set(asked).size;
}

function durationOf(query: Query): { min: Bound | null; max: Bound | null } {
  const range = query.find((term) => term.kind === 'range' && term.field === 'duration');
  return range?.kind === 'range' ? range : { min: null, max: null };
}

/** Every filter in one place; all of them and the rest of the query must hold. */
export function FilterPanel({
  project,
  q,
  fields,
  onChange,
}: {
  project: string;
  q: string;
  fields: readonly FacetField[];
  onChange: (q: string) => void;
}) {
  const { query } = parseQuery(q);
  const count = countFilters(query);
  return (
    <Popover
      label="Filters"
      align="end"
      trigger={
        <Button>
          <ListFilter aria-hidden size={14} className="text-mute" />
          Filters
          {count > 0 ? (
            <span className="rounded-full bg-accent px-1.5 text-[11px] leading-4 font-semibold text-on-accent">
              {count}
            </span>
          ) : null}
        </Button>
      }
    >
      <div className="space-y-4">
        {fields.map((field) => (
          <ValueFilter
            key={field}
            project={project}
            field={field}
            chosen={valuesOf(query, field).included}
            onChange={(value, isChosen) => {
              if (value === null) onChange(withoutField(q, field));
              else onChange((isChosen ? includeValue : withoutValue)(q, field, value));
            }}
          />
        ))}
        <DurationFilter
          range={durationOf(query)}
          onChange={({ min, max }) => onChange(setRange(q, 'duration', min, max))}
        />
        <Button
          className="w-full"
          disabled={count === 0}
          onClick={() => onChange(FILTERED.reduce(withoutField, q))}
        >
          Clear all filters
        </Button>
      </div>
    </Popover>
  );
}
