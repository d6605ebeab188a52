'use client';

import { cloneElement, type ReactElement, useRef, useState } from 'react';
import { notLoadedWords } from './not-loaded-words';
import { toast } from './toast';

export interface TriggerProps {
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  'aria-haspopup'?: 'menu' | 'dialog';
  'aria-expanded'?: boolean;
}

/**
 * A panel whose code is fetched when the pointer or the focus reaches its trigger, and opened by the
 * click even if that comes first, which says so when it does not arrive. Until then the bare trigger is
 * all there is.
 */
export function useLazyPanel<Parts>(
  fetchParts: () => Promise<Parts>,
  trigger: ReactElement<TriggerProps>,
  opens: 'menu' | 'dialog',
) {
  const [panel, setPanel] = useState<Parts | null>(null);
  const [open, setOpen] = useState(false);
  const underWay = useRef<Promise<Parts>>(null);
  const load = () => {
    underWay.current ??= fetchParts();
    // A chunk that did not arrive is asked for again by the next reach.
    underWay.current.catch(() => {
      underWay.current = null;
    });
    return underWay.current;
  };
  const show = () =>
    void load().then(
      (parts) => {
        setPanel(() => parts);
        setOpen(true);
      },
      () => toast(notLoadedWords()),
    );
  const bare = cloneElement(trigger, {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onPointerEnter: () => void load().catch(() => {}),
    onFocus: () => void load().catch(() => {}),
    onClick: show,
  });
  return { panel, open, setOpen, show, trigger: bare };
}
