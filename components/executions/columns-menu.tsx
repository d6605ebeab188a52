'use client';

import { Columns3 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useLazyPanel } from '@/components/ui/use-lazy-panel';
import type { ColumnSettings } from './use-column-layout';

/** Opens the list of columns, whose code comes when it is reached for. */
export function ColumnsMenu({ settings }: { settings: ColumnSettings }) {
  const trigger = (
    <Button aria-label="Columns">
      <Columns3 aria-hidden size={14} className="text-mute" />
      <span className="max-lg:hidden">Columns</span>
    </Button>
  );
  const lazy = useLazyPanel(() => import('./columns-panel'), trigger, 'dialog');
  if (!lazy.panel) return lazy.trigger;
  return (
    <lazy.panel.ColumnsPanel
      trigger={trigger}
      settings={settings}
      open={lazy.open}
      onOpenChange={lazy.setOpen}
    />
  );
}
