'use client';

import type { RefObject } from 'react';
import { openOverlay } from '@/components/layout/open-overlay';
import { useGridKeys } from '@/components/table/use-grid-keys';
import { useSlashKey } from '@/components/ui/use-slash-key';
import { canExplainFailure } from '@/lib/domain/can-explain-failure';
import type { RowCommands } from './row-commands';
import type { useExecutionTable } from './use-execution-table';

interface ListKeys {
  /** The rows in sight or above and below it, in their order. */
  ids: readonly string[];
  activeId: string | null;
  onActivate: (id: string) => void;
  /** Off while a dialog is open. */
  enabled: boolean;
}

/** What each key does with the row that is active, and with the list. */
export function useListKeys(
  keys: ListKeys,
  table: ReturnType<typeof useExecutionTable>['table'],
  commands: RowCommands,
  searchRef: RefObject<HTMLInputElement | null>,
): void {
  useGridKeys({
    ...keys,
    onKey: (key, id) => {
      const run: Record<string, () => void> = {
        Enter: () => commands.open(id),
        ' ': () => commands.quickView(id),
        c: () => commands.copyLink(id),
        d: () => commands.download(id),
        r: () => openOverlay('retry', { id }),
        i: () => canExplainFailure(table.getRow(id).original) && openOverlay('failure', { id }),
        // With two selected the bar of the selection compares those.
        v: () => Object.keys(table.state.rowSelection).length !== 2 && commands.compare(id),
        x: () => table.getRow(id).toggleSelected(),
        a: () => table.toggleAllRowsSelected(true),
        '/': () => searchRef.current?.focus(),
      };
      run[key]?.();
      return key in run;
    },
  });
  useSlashKey(searchRef, keys.enabled);
}
