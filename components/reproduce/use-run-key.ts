import { useEffect, useEffectEvent } from 'react';

/** Calls it at ⌘Enter and Ctrl Enter, wherever the focus is. */
export function useRunKey(onRun: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onRun();
  });
  useEffect(() => {
    // Before the editor, which would begin a new line.
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
