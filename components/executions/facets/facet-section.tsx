'use client';

import { ChevronDown, ChevronRight, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';

/** One facet under its name: opened and closed, cleared when it filters, taken off when it can be. */
export function FacetSection({
  label,
  filters,
  onClear,
  onRemove,
  children,
}: {
  label: string;
  /** Whether the query asks for something of it. */
  filters: boolean;
  onClear: () => void;
  onRemove?: () => void;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(true);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <fieldset className="min-w-0 border-b border-line py-1.5">
      <legend className="sr-only">{label}</legend>
      <div className="flex h-7 items-center gap-1 text-[12px]">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-6 min-w-0 flex-1 items-center gap-1 rounded-md text-left font-semibold hover:bg-raise"
        >
          <Chevron aria-hidden size={13} className="shrink-0 text-mute" />
          <span className="truncate">{label}</span>
        </button>
        {filters ? (
          <button
            type="button"
            aria-label={`Clear ${label}`}
            onClick={onClear}
            className="h-6 rounded-md px-1.5 text-mute hover:bg-raise hover:text-text"
          >
            clear
          </button>
        ) : null}
        {onRemove ? (
          <button
            type="button"
            aria-label={`Remove the facet ${label}`}
            onClick={onRemove}
            className="flex size-6 shrink-0 items-center justify-center rounded-md text-mute hover:bg-raise hover:text-text"
          >
            <X aria-hidden size={12} />
          </button>
        ) : null}
      </div>
      {open ? children : null}
    </fieldset>
  );
}
