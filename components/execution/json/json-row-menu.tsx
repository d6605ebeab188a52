'use client';

import { useEffect, useState } from 'react';
import { MenuItem, MenuLine, MenuPanel } from '@/components/ui/menu-parts';
import type { JsonAction } from './json-action';

const TRIGGER =
  'sticky right-1 ml-auto h-[20px] w-[28px] shrink-0 rounded-sm bg-raise text-center leading-[18px] text-mute hover:text-text';

interface JsonRowMenuProps {
  visible: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCopy: (what: 'value' | 'path') => void;
  /** Asked when the menu opens. */
  more: (() => Promise<readonly JsonAction[]>) | null;
}

/** A bare button until it is used: a screen of rows would be a hundred menus. */
export function JsonRowMenu({ visible, open, onOpenChange, onCopy, more }: JsonRowMenuProps) {
  const button = (
    <button
      type="button"
      tabIndex={-1}
      aria-label="Row actions"
      aria-haspopup="menu"
      className={`${TRIGGER} ${visible || open ? '' : 'invisible group-hover:visible'}`}
      onClick={open ? undefined : () => onOpenChange(true)}
    >
      ⋯
    </button>
  );
  if (!open) return button;
  return (
    <MenuPanel trigger={button} open onOpenChange={onOpenChange}>
      <MenuItem shortcut="c" onSelect={() => onCopy('value')}>
        Copy value
      </MenuItem>
      <MenuItem shortcut="p" onSelect={() => onCopy('path')}>
        Copy path
      </MenuItem>
      {more ? <MoreItems more={more} /> : null}
    </MenuPanel>
  );
}

function MoreItems({ more }: { more: () => Promise<readonly JsonAction[]> }) {
  const [items, setItems] = useState<readonly JsonAction[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, as the menu opens.
  useEffect(() => {
    let closed = false;
    void more().then((found) => {
      if (!closed) setItems(found);
    });
    return () => {
      closed = true;
    };
  }, []);
  if (items.length === 0) return null;
  return (
    <>
      <MenuLine />
      {items.map(({ label, shortcut, onSelect }) => (
        <MenuItem key={label} shortcut={shortcut} onSelect={onSelect}>
          {label}
        </MenuItem>
      ))}
    </>
  );
}
