'use client';

import { createContext, type ReactElement, type ReactNode, useContext } from 'react';
import type { MenuItemProps } from './menu-parts';
import { type TriggerProps, useLazyPanel } from './use-lazy-panel';

type Parts = typeof import('./menu-parts');

const PartsContext = createContext<Parts | null>(null);

/**
 * A button that opens a menu. The menu's machinery is fetched when the button is first reached for:
 * it is a seventh of the page's script, and most visits open none.
 */
export function Menu(props: {
  trigger: ReactElement<TriggerProps>;
  children: ReactNode;
  align?: 'start' | 'end';
}) {
  const lazy = useLazyPanel<Parts>(() => import('./menu-parts'), props.trigger, 'menu');
  if (!lazy.panel) return lazy.trigger;
  return (
    <PartsContext value={lazy.panel}>
      <lazy.panel.MenuPanel open={lazy.open} onOpenChange={lazy.setOpen} {...props} />
    </PartsContext>
  );
}

/** Items are only drawn inside an open menu, where the parts are there. */
function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (!parts) throw new Error('a menu item stands outside of a menu');
  return parts;
}

export function MenuItem(props: MenuItemProps) {
  const { MenuItem: Item } = useParts();
  return <Item {...props} />;
}

export function MenuLine() {
  const { MenuLine: Line } = useParts();
  return <Line />;
}
