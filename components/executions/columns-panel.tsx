'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { PopoverPanel, type PopoverPanelProps } from '@/components/ui/popover-panel';
import {
  type ColumnLayout,
  DEFAULT_LAYOUT,
  inDisplayOrder,
  moveColumn,
} from '@/lib/domain/column-layout';
import { AddPathColumn } from './add-path-column';
import { ColumnsPanelRow } from './columns-panel-row';
import type { ColumnSettings } from './use-column-layout';

interface ColumnsPanelProps extends Pick<PopoverPanelProps, 'trigger' | 'open' | 'onOpenChange'> {
  settings: ColumnSettings;
}

/** Every column there is, in its order: shown or not, pinned or not, and paths to be added. */
export function ColumnsPanel({ settings, ...panel }: ColumnsPanelProps) {
  const { layout, set } = settings;
  const listRef = useRef<HTMLUListElement>(null);
  const latest = useRef<ColumnLayout>(layout);
  latest.current = layout;
  /** Puts a column where the pointer is, as it goes over the others. */
  const dragTo = (key: string, clientY: number) => {
    for (const row of listRef.current?.children ?? []) {
      const beside = (row as HTMLElement).dataset.key ?? '';
      const { top, bottom } = row.getBoundingClientRect();
      if (clientY < top || clientY > bottom || beside === key) continue;
      const next = moveColumn(
        latest.current,
        key,
        beside,
        clientY < (top + bottom) / 2 ? 'before' : 'after',
      );
      const order = (one: ColumnLayout) =>
        inDisplayOrder(one)
          .map((place) => place.key)
          .join();
      if (order(next) !== order(latest.current)) set(next);
    }
  };
  return (
    <PopoverPanel label="Columns" align="end" {...panel}>
      <div className="space-y-3">
        <ul ref={listRef} aria-label="Columns in their order" className="-mx-1">
          {inDisplayOrder(layout).map((place) => (
            <ColumnsPanelRow key={place.key} place={place} settings={settings} onDrag={dragTo} />
          ))}
        </ul>
        <AddPathColumn layout={layout} onAdd={set} />
        <Button className="w-full" onClick={() => set(DEFAULT_LAYOUT)}>
          Reset all columns
        </Button>
      </div>
    </PopoverPanel>
  );
}
