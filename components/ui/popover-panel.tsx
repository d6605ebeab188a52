'use client';

import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface PopoverPanelProps {
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  align?: 'start' | 'end';
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function PopoverPanel(props: PopoverPanelProps) {
  const { trigger, label, children, align = 'start', open, onOpenChange } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-50 max-h-[min(80vh,640px)] w-80 max-w-[calc(100vw-16px)] overflow-y-auto rounded-lg border border-line bg-panel p-3 shadow-[0_12px_32px_rgb(0_0_0/0.22)]"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
