'use client';

import { X } from 'lucide-react';
import { FIELD_LABELS, VALUE_FIELDS } from '@/lib/domain/execution-columns';
import { formatDuration } from '@/lib/format/format-duration';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { valueLabel } from './value-filter';

interface Chip {
  name: string;
  text: string;
  without: Partial<ExecutionParams>;
}

function durationText({ minMs, maxMs }: ExecutionParams): string {
  if (minMs !== null && maxMs !== null)
    return `${formatDuration(minMs)} – ${formatDuration(maxMs)}`;
  return minMs !== null ? `≥ ${formatDuration(minMs)}` : `≤ ${formatDuration(maxMs ?? 0)}`;
}

/** The filters that are on, one chip each, in the order of the panel. */
export function filterChips(params: ExecutionParams): Chip[] {
  const chips: Chip[] = VALUE_FIELDS.filter((field) => params.values[field].length > 0).map(
    (field) => ({
      name: FIELD_LABELS[field],
      text: params.values[field].map((value) => valueLabel(field, value)).join(', '),
      without: { values: { ...params.values, [field]: [] } },
    }),
  );
  if (params.minMs !== null || params.maxMs !== null) {
    const without = { minMs: null, maxMs: null };
    chips.push({ name: 'Execution time', text: durationText(params), without });
  }
  return chips;
}

export function FilterChips({
  params,
  onChange,
}: {
  params: ExecutionParams;
  onChange: (change: Partial<ExecutionParams>) => void;
}) {
  const chips = filterChips(params);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters that are on" className="flex flex-wrap gap-1.5 px-4 pb-2">
      {chips.map(({ name, text, without }) => (
        <li
          key={name}
          className="flex h-6 max-w-80 items-center gap-1 rounded-md border border-line bg-raise pl-2 text-[12px]"
        >
          <span className="text-mute">{name}</span>
          <span className="truncate">{text}</span>
          <button
            type="button"
            aria-label={`Remove filter ${name}`}
            onClick={() => onChange(without)}
            className="flex size-6 shrink-0 items-center justify-center text-mute hover:text-text"
          >
            <X aria-hidden size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
