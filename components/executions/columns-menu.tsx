'use client';

import { Columns3 } from 'lucide-react';
import type { GridTable } from '@/components/table/grid-features';
import { Button } from '@/components/ui/button';
import { Menu, MenuCheck, MenuItem, MenuLine } from '@/components/ui/menu';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { COLUMN_IDS, COLUMNS } from '@/lib/domain/execution-columns';

export function ColumnsMenu({ table }: { table: GridTable<ExecutionSummary> }) {
  return (
    <Menu
      trigger={
        <Button aria-label="Columns">
          <Columns3 aria-hidden size={14} className="text-mute" />
          <span className="max-lg:hidden">Columns</span>
        </Button>
      }
    >
      {COLUMN_IDS.filter((id) => table.getColumn(id)?.getCanHide()).map((id) => (
        <MenuCheck
          key={id}
          checked={table.getColumn(id)?.getIsVisible() ?? true}
          onChange={(shown) => table.getColumn(id)?.toggleVisibility(shown)}
        >
          {COLUMNS[id].label}
        </MenuCheck>
      ))}
      <MenuLine />
      <MenuItem
        onSelect={() => {
          table.resetColumnSizing(true);
          table.setColumnVisibility({});
        }}
      >
        Reset columns and widths
      </MenuItem>
    </Menu>
  );
}
