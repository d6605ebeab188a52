'use client';

import { ListFilter } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { VALUE_FIELDS, type ValueField } from '@/lib/domain/execution-columns';
import { type ExecutionParams, NO_VALUES } from '@/lib/query-state/execution-params';
import { DurationFilter } from './duration-filter';
import { ValueFilter } from './value-filter';

/** How many filters are on, the time range and the search apart. */
export function countFilters(params: ExecutionParams): number {
  const lists = VALUE_FIELDS.filter((field) => params.values[field].length > 0).length;
  return lists + (params.minMs !== null || params.maxMs !== null ? 1 : 0);
}

/** Every filter in one place; all of them and the search must hold. */
export function FilterPanel({
  project,
  params,
  fields,
  onChange,
}: {
  project: string;
  params: ExecutionParams;
  fields: readonly ValueField[];
  onChange: (change: Partial<ExecutionParams>) => void;
}) {
  const count = countFilters(params);
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
            chosen={params.values[field]}
            onChange={(values) => onChange({ values: { ...params.values, [field]: values } })}
          />
        ))}
        <DurationFilter minMs={params.minMs} maxMs={params.maxMs} onChange={onChange} />
        <Button
          className="w-full"
          disabled={count === 0}
          onClick={() => onChange({ values: NO_VALUES, minMs: null, maxMs: null })}
        >
          Clear all filters
        </Button>
      </div>
    </Popover>
  );
}
