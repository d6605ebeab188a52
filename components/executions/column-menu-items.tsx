import type { GridColumn } from '@/components/table/grid-features';
import { MenuItem, MenuLine } from '@/components/ui/menu-parts';
import { canHide, changeColumn, removePathColumn } from '@/lib/domain/column-layout';
import { isColumnId } from '@/lib/domain/execution-columns';
import type { ColumnSettings } from './use-column-layout';

/** Everything in the menu of one column. */
export function ColumnMenuItems(props: { column: GridColumn; settings: ColumnSettings }) {
  const { id, stays } = props.column;
  const { layout, set, commands } = props.settings;
  return (
    <>
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
    </>
  );
}
