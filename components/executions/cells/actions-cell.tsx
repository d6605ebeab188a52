'use client';

import { useRowTabStop } from '@/components/table/row-tab-stop';
import { useLazyPanel } from '@/components/ui/use-lazy-panel';
import type { ExecutionSummary } from '@/lib/domain/execution';

const BUTTON = 'three-dots size-6 shrink-0 rounded-md text-mute hover:bg-raise hover:text-text';

const fetchParts = async () => {
  const [{ MenuPanel }, { RowMenu }] = await Promise.all([
    import('@/components/ui/menu-parts'),
    import('./row-menu'),
  ]);
  return { MenuPanel, RowMenu };
};

/** What can be done with a log; the menu is fetched with the first button that is reached for. */
export function ActionsCell({ execution }: { execution: ExecutionSummary }) {
  const tabIndex = useRowTabStop();
  const label = `Actions for ${execution.id}`;
  const button = <button type="button" tabIndex={tabIndex} aria-label={label} className={BUTTON} />;
  const lazy = useLazyPanel(fetchParts, button, 'menu');
  if (!lazy.panel) return lazy.trigger;
  return (
    <lazy.panel.MenuPanel open={lazy.open} onOpenChange={lazy.setOpen} trigger={button}>
      <lazy.panel.RowMenu execution={execution} />
    </lazy.panel.MenuPanel>
  );
}
