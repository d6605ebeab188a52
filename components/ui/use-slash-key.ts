'use client';

import { type RefObject, useEffect } from 'react';

/** `/` goes to the search from anywhere that does not take text itself. */
export function useSlashKey(inputRef: RefObject<HTMLInputElement | null>, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (event.key !== '/' || typing || event.defaultPrevented) return;
      event.preventDefault();
      inputRef.current?.select();
      inputRef.current?.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled, inputRef]);
}
