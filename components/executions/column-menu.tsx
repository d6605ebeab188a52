'use client';

import { ChevronDown } from 'lucide-react';
import type { GridColumn } from '@/components/table/grid-features';
import { useLazyPanel } from '@/components/ui/use-lazy-panel';
import type { ColumnSettings } from './use-column-layout';

const fetchParts = async () => {
  const [{ MenuPanel }, { ColumnMenuItems }] = await Promise.all([
    import('@/components/ui/menu-parts'),
    import('./column-menu-items'),
  ]);
  return { MenuPanel, ColumnMenuItems };
};

/** What can be done with one column, at its title. */
export function ColumnMenu(props: { column: GridColumn; settings: ColumnSettings }) {
  const button = (
    <button
      type="button"
      aria-label={`Menu of ${props.column.label.toLowerCase()}`}
      className="absolute top-1.5 right-1.5 flex size-5 items-center justify-center rounded-sm bg-bg opacity-0 group-hover:opacity-100 hover:text-text focus-visible:opacity-100 aria-expanded:opacity-100"
    >
      <ChevronDown aria-hidden size={12} />
    </button>
  );
  const lazy = useLazyPanel(fetchParts, button, 'menu');
  if (!lazy.panel) return lazy.trigger;
  return (
    <lazy.panel.MenuPanel
      align="start"
      open={lazy.open}
      onOpenChange={lazy.setOpen}
      trigger={button}
    >
      <lazy.panel.ColumnMenuItems {...props} />
    </lazy.panel.MenuPanel>
  );
}
