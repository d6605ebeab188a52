'use client';

import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Kbd } from './kbd';

export interface MenuPanelProps {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export interface MenuItemProps {
  children: ReactNode;
  shortcut?: string;
  onSelect?: () => void;
  href?: string;
}

export interface MenuCheckProps {
  children: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

const PANEL =
  'z-50 min-w-44 rounded-lg border border-line bg-panel p-1 shadow-[0_12px_32px_rgb(0_0_0/0.22)]';

/** The open menu; `trigger` must be one focusable element. */
export function MenuPanel({
  trigger,
  children,
  align = 'end',
  open,
  onOpenChange,
}: MenuPanelProps) {
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(PANEL, 'max-h-[70vh] overflow-y-auto')}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const ITEM =
  'flex h-8 cursor-default items-center gap-2 rounded-md px-2 text-[13px] outline-none select-none data-[highlighted]:bg-raise data-[disabled]:opacity-50';

export function MenuItem({ children, shortcut, onSelect, href }: MenuItemProps) {
  const content = (
    <>
      <span className="flex-1 truncate">{children}</span>
      {shortcut ? <Kbd>{shortcut}</Kbd> : null}
    </>
  );
  if (href !== undefined) {
    return (
      <DropdownMenu.Item asChild className={ITEM} onSelect={onSelect}>
        <Link href={href} prefetch={false}>
          {content}
        </Link>
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item className={ITEM} onSelect={onSelect}>
      {content}
    </DropdownMenu.Item>
  );
}

/** A menu item that is on or off and leaves the menu open. */
export function MenuCheck({ children, checked, onChange }: MenuCheckProps) {
  return (
    <DropdownMenu.CheckboxItem
      className={ITEM}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span aria-hidden className="w-4 text-accent">
        {checked ? '✓' : ''}
      </span>
      <span className="flex-1 truncate">{children}</span>
    </DropdownMenu.CheckboxItem>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-[11px] font-semibold text-mute">
      {children}
    </DropdownMenu.Label>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
