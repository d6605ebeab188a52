'use client';

import { X } from 'lucide-react';
import { useZone } from '@/components/layout/zone-provider';
import { termLabel } from '@/lib/format/term-label';
import { removeTerm } from '@/lib/query-state/edit-query';
import { parseQuery } from '@/lib/query-state/parse-query';

interface Chip {
  name: string;
  text: string;
  /** The query without it. */
  without: string;
}

/** The terms that all must hold and that words say shorter than their text, in their order. */
function filterChips(q: string, zone: string): Chip[] {
  return parseQuery(q).terms.flatMap(({ term, from, to }) => {
    const label = termLabel(term, zone);
    return label ? [{ ...label, without: removeTerm(q, from, to) }] : [];
  });
}

export function FilterChips({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { zone } = useZone();
  const chips = filterChips(q, zone);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters that are on" className="flex flex-wrap gap-1.5 px-4 pb-2">
      {chips.map(({ name, text, without }, place) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a term has no other identity than its place.
          key={`${name}${place}`}
          className="flex h-6 max-w-80 items-center gap-1 rounded-md border border-line bg-raise pl-2 text-[12px]"
        >
          <span className="shrink-0 text-mute">{name}</span>
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
