'use client';

import { ChevronDown } from 'lucide-react';
import type { GridColumn } from '@/components/table/grid-features';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import { canHide, changeColumn, removePathColumn } from '@/lib/domain/column-layout';
import { isColumnId } from '@/lib/domain/execution-columns';
import type { ColumnSettings } from './use-column-layout';

/** What can be done with one column, at its title. */
export function ColumnMenu(props: { column: GridColumn; settings: ColumnSettings }) {
  const { id, label, stays } = props.column;
  const { layout, set, commands } = props.settings;
  const button = (
    <button
      type="button"
      aria-label={`Menu of ${label.toLowerCase()}`}
      className="absolute top-1.5 right-1.5 flex size-5 items-center justify-center rounded-sm bg-bg opacity-0 group-hover:opacity-100 hover:text-text focus-visible:opacity-100 aria-expanded:opacity-100"
    >
      <ChevronDown aria-hidden size={12} />
    </button>
  );
  return (
    <Menu align="start" trigger={button}>
      <MenuItem shortcut="ctrl ⇧ ←" onSelect={() => commands.step(id, -1)}>
        Move left
      </MenuItem>
      <MenuItem shortcut="ctrl ⇧ →" onSelect={() => commands.step(id, 1)}>
        Move right
      </MenuItem>
      <MenuItem onSelect={() => set(changeColumn(layout, id, { pinned: stays !== 'left' }))}>
        {stays === 'left' ? 'Unpin' : 'Pin to the left'}
      </MenuItem>
      <MenuItem onSelect={() => commands.resize(id, null)}>Reset the width</MenuItem>
      {canHide(id) ? (
        <>
          <MenuLine />
          <MenuItem onSelect={() => set(changeColumn(layout, id, { hidden: true }))}>Hide</MenuItem>
        </>
      ) : null}
      {isColumnId(id) ? null : (
        <MenuItem onSelect={() => set(removePathColumn(layout, id))}>Remove</MenuItem>
      )}
    </Menu>
  );
}
