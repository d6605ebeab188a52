'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { type RefObject, useEffect } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/lib/cn';
import type { ErrorList } from '@/lib/contract/error-list';
import type { SettableState } from '@/lib/domain/error-group';
import type { ErrorParams, ErrorSort } from '@/lib/query-state/error-params';
import { ErrorRow } from './error-row';

interface ErrorTableProps {
  project: string;
  list: ErrorList;
  params: ErrorParams;
  activeId: string | null;
  selected: ReadonlySet<string>;
  onActivate: (fingerprint: string) => void;
  onSelect: (fingerprint: string) => void;
  onSelectAll: (isSelected: boolean) => void;
  onSet: (fingerprint: string, state: SettableState) => void;
  onChange: (change: Partial<ErrorParams>) => void;
  gridRef: RefObject<HTMLTableElement | null>;
}

/** The groups of a screen; the caller owns the active row, the selected ones and the keys. */
export function ErrorTable(props: ErrorTableProps) {
  const { project, list, params, activeId, selected, gridRef } = props;
  useFocusOnActive(gridRef, activeId);
  const all =
    list.items.length > 0 && list.items.every(({ fingerprint }) => selected.has(fingerprint));
  const sorted = { params, onChange: props.onChange };
  return (
    <table
      ref={gridRef}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows take the focus and keys.
      role="grid"
      aria-label="Error groups"
      aria-multiselectable
      className="w-full table-fixed border-collapse text-left"
    >
      <thead className="sticky top-0 z-10 bg-bg text-[12px] text-mute shadow-[inset_0_-1px_0_var(--line)]">
        <tr className="h-8">
          <th className="w-9 pl-4">
            <Checkbox
              aria-label="Select all groups shown"
              checked={all}
              mixed={!all && selected.size > 0}
              onChange={(event) => props.onSelectAll(event.target.checked)}
            />
          </th>
          <th className="px-2 font-medium">Group</th>
          <th className="w-[140px] px-2 font-medium max-lg:hidden">Trend</th>
          <Sorted by="count" label="Count" className="w-[84px] max-md:w-16" atEnd {...sorted} />
          <Sorted by="people" label="People" className="w-[68px] max-md:hidden" atEnd {...sorted} />
          <Sorted by="first" label="First seen" className="w-[112px] max-md:hidden" {...sorted} />
          <Sorted by="last" label="Last seen" className="w-[112px] max-md:hidden" {...sorted} />
          <th className="w-[92px] px-2 font-medium max-xl:hidden">First code</th>
          <th className="w-[116px] px-2 font-medium max-md:hidden">State</th>
          <th className="w-10 pr-3">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.items.map((item) => (
          <ErrorRow
            key={item.fingerprint}
            project={project}
            item={item}
            range={params.range}
            isPartial={list.countedToMs !== null}
            active={item.fingerprint === activeId}
            selected={selected.has(item.fingerprint)}
            onActivate={props.onActivate}
            onSelect={props.onSelect}
            onSet={props.onSet}
          />
        ))}
      </tbody>
    </table>
  );
}

function Sorted(props: {
  by: ErrorSort;
  label: string;
  className: string;
  atEnd?: boolean;
  params: ErrorParams;
  onChange: (change: Partial<ErrorParams>) => void;
}) {
  const { by, label, className, atEnd, params } = props;
  const isOn = params.sort === by;
  const Arrow = params.isReversed ? ArrowUp : ArrowDown;
  return (
    <th
      aria-sort={isOn ? (params.isReversed ? 'ascending' : 'descending') : 'none'}
      className={cn('px-2 font-medium', className)}
    >
      <button
        type="button"
        onClick={() => props.onChange({ sort: by, isReversed: isOn && !params.isReversed })}
        className={cn(
          'flex h-7 w-full items-center gap-1 rounded-sm hover:text-text',
          atEnd && 'justify-end',
          isOn && 'text-text',
        )}
      >
        {label}
        {isOn ? <Arrow aria-hidden size={12} /> : null}
      </button>
    </th>
  );
}

/** Moves the focus along with the active row while the focus is in the table, or nowhere. */
function useFocusOnActive(
  gridRef: RefObject<HTMLTableElement | null>,
  activeId: string | null,
): void {
  useEffect(() => {
    const grid = gridRef.current;
    const row =
      activeId && grid?.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(activeId)}"]`);
    if (!grid || !row) return;
    const current = document.activeElement;
    row.scrollIntoView({ block: 'nearest' });
    if (current === document.body || (grid.contains(current) && !row.contains(current))) {
      row.focus({ preventScroll: true });
    }
  }, [gridRef, activeId]);
}
