'use client';

import { useRowTabStop } from '@/components/table/row-tab-stop';
import { useLazyPanel } from '@/components/ui/use-lazy-panel';
import type { ColumnKey } from '@/lib/domain/column-layout';
import type { PathValue } from '@/lib/domain/path-value';
import { visibleLine } from '@/lib/format/visible-line';

const fetchParts = async () => {
  const [{ MenuPanel }, { PathValueItems }] = await Promise.all([
    import('@/components/ui/menu-parts'),
    import('./path-value-items'),
  ]);
  return { MenuPanel, PathValueItems };
};

/** A value, which opens what can be searched for by it. */
export function PathValueMenu({ path, value }: { path: ColumnKey; value: PathValue }) {
  const tabIndex = useRowTabStop();
  const shown = visibleLine(value.text) + (value.isCut ? '…' : '');
  const button = (
    <button
      type="button"
      dir="ltr"
      tabIndex={tabIndex}
      title={shown}
      className="truncate rounded-sm font-mono text-[12px] [unicode-bidi:isolate] hover:text-accent"
    >
      {shown === '' ? '""' : shown}
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
      <lazy.panel.PathValueItems path={path} value={value} shown={shown} />
    </lazy.panel.MenuPanel>
  );
}
