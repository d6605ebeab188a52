'use client';

import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { cn } from '@/lib/cn';

/**
 * A modal over the platform's own <dialog>: focus stays inside, Esc closes, and the rest of the page
 * is inert. `onClose` is called once, however it closes. The focus goes back to where it was.
 */
export function Dialog({
  label,
  focusFirst = true,
  returnTo,
  onClose,
  className,
  children,
}: {
  label: string;
  /** Whether the first control takes the focus, or the dialog itself, where keys act on the whole of it. */
  focusFirst?: boolean;
  /**
   * What gets the focus back, where what had it goes away, such as an item of a menu. Null: the caller
   * gives it to something else.
   */
  returnTo?: RefObject<HTMLElement | null> | null;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    if (!focusFirst) dialog?.focus();
    return () => {
      dialog?.close();
      if (returnTo === null) return;
      const { activeElement, body } = document;
      if (activeElement && activeElement !== body && !dialog?.contains(activeElement)) return;
      const back = returnTo?.current ?? before;
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, [focusFirst, returnTo]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the keyboard's way out of a <dialog>.
    <dialog
      ref={ref}
      tabIndex={focusFirst ? undefined : -1}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={cn(
        'fixed inset-0 m-auto rounded-xl border border-line bg-bg p-0 text-text outline-none shadow-[0_24px_64px_rgb(0_0_0/0.4)] backdrop:bg-black/40',
        className,
      )}
    >
      {children}
    </dialog>
  );
}
