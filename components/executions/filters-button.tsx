'use client';

import { ListFilter } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import type { Query } from '@/lib/domain/query';
import { isFacetField } from '@/lib/domain/query-fields';
import { fieldsAsked } from '@/lib/domain/query-parts';

/** Opens and closes the facets, and says of how many fields something is asked. */
export function FiltersButton({
  query,
  expanded,
  buttonRef,
  onToggle,
}: {
  query: Query;
  expanded: boolean;
  buttonRef: RefObject<HTMLButtonElement | null>;
  onToggle: () => void;
}) {
  const count = fieldsAsked(query).filter(isFacetField).length;
  return (
    <Button ref={buttonRef} aria-expanded={expanded} onClick={onToggle}>
      <ListFilter aria-hidden size={14} className="text-mute" />
      Filters
      {count > 0 ? (
        <span className="rounded-full bg-accent px-1.5 text-[11px] leading-4 font-semibold text-on-accent">
          {count}
        </span>
      ) : null}
    </Button>
  );
}
