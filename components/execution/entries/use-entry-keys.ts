import type { KeyboardEvent } from 'react';

interface EntryKeys {
  total: number;
  /** -1 while none is selected. */
  selected: number;
  pageRows: () => number;
  onSelect: (index: number) => void;
  onToggle: () => void;
  onClose: () => boolean;
  onCopy: () => void;
  onSearch: () => void;
  onFollow: () => void;
}

/** The keys of a log: j k and arrows, pages, Home End, Enter, `c` link, `f` follow, `/` search. */
export function useEntryKeys(keys: EntryKeys): (event: KeyboardEvent) => void {
  const { total, selected } = keys;
  const select = (index: number) => keys.onSelect(Math.min(total - 1, Math.max(0, index)));
  const run = (key: string): boolean => {
    if (key === 'ArrowDown' || key === 'j') select(selected + 1);
    else if (key === 'ArrowUp' || key === 'k') select(selected === -1 ? total - 1 : selected - 1);
    else if (key === 'PageDown') select(Math.max(0, selected) + keys.pageRows());
    else if (key === 'PageUp') select(Math.max(0, selected) - keys.pageRows());
    else if (key === 'Home') select(0);
    else if (key === 'End') select(total - 1);
    else if (key === '/') keys.onSearch();
    else if (key === 'f') keys.onFollow();
    else if (key === 'Escape') return keys.onClose();
    else if (selected === -1) return false;
    else if (key === 'Enter' || key === ' ') keys.onToggle();
    else if (key === 'c') keys.onCopy();
    else return false;
    return true;
  };
  return (event) => {
    const other = event.ctrlKey || event.metaKey || event.altKey;
    if (other || event.target !== event.currentTarget || !run(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
