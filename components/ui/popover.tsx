'use client';

import type { ReactElement, ReactNode } from 'react';
import { type TriggerProps, useLazyPanel } from './use-lazy-panel';

type Parts = typeof import('./popover-panel');

/** A panel beside the button that opens it; Esc and a click outside close it. Fetched like a menu. */
export function Popover(props: {
  trigger: ReactElement<TriggerProps>;
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  align?: 'start' | 'end';
}) {
  const { trigger, label, align, children } = props;
  const lazy = useLazyPanel<Parts>(() => import('./popover-panel'), trigger, 'dialog');
  if (!lazy.panel) return lazy.trigger;
  return (
    <lazy.panel.PopoverPanel
      trigger={trigger}
      label={label}
      align={align}
      open={lazy.open}
      onOpenChange={lazy.setOpen}
    >
      {typeof children === 'function' ? children(() => lazy.setOpen(false)) : children}
    </lazy.panel.PopoverPanel>
  );
}
