import type { KeyboardEvent } from 'react';
import type { JsonRow } from '@/lib/format/json-row';
import type { JsonAct } from './use-json-view';

interface JsonKeys {
  act: JsonAct;
  current: () => JsonRow | undefined;
  pageRows: () => number;
  onCopy: (what: 'value' | 'path', line: number) => void;
  onMenu: (line: number) => void;
  onSearch: () => void;
}

const LEVELS: Record<string, number> = {
  '1': 1,
  '2': 2,
  '3': 3,
  '0': Number.POSITIVE_INFINITY,
  '*': Number.POSITIVE_INFINITY,
};

/** The keys of a tree, with `c` copy value, `p` copy path, `m` menu, `/` search, 0-3 levels. */
export function useJsonKeys(keys: JsonKeys): (event: KeyboardEvent) => void {
  const { act } = keys;
  const step = (by: number) => act((ask, now) => ask('step', now.row, by));

  const toggle = (wanted?: 'open' | 'folded') => {
    const row = keys.current();
    if (!row) return false;
    if (row.cutChars > 0 || row.tall) {
      if (wanted && (wanted === 'open') === row.tall) return false;
      act((ask) => ask('showAll', row.line, !row.tall));
      return true;
    }
    if (row.shape !== 'open' && row.shape !== 'folded') return false;
    if (row.shape === wanted) return false;
    act((ask) => ask('toggle', row.line));
    return true;
  };

  const run = (key: string): boolean => {
    const row = keys.current();
    if (key === 'ArrowDown' || key === 'j') step(1);
    else if (key === 'ArrowUp' || key === 'k') step(-1);
    else if (key === 'PageDown') step(keys.pageRows());
    else if (key === 'PageUp') step(-keys.pageRows());
    else if (key === 'Home') act((ask) => ask('edge', false));
    else if (key === 'End') act((ask) => ask('edge', true));
    else if (key === 'ArrowRight') {
      if (!toggle('open') && row?.shape === 'open') step(1);
    } else if (key === 'ArrowLeft') {
      if (!toggle('folded')) act((ask, now) => ask('parent', now.line));
    } else if (key === 'Enter' || key === ' ') toggle();
    else if (LEVELS[key] !== undefined) {
      const level = LEVELS[key];
      act((ask, now) => ask('foldTo', level, now.line));
    } else if (key === '/') keys.onSearch();
    else if (!row) return false;
    else if (key === 'c') keys.onCopy('value', row.line);
    else if (key === 'p') keys.onCopy('path', row.line);
    else if (key === 'm' || key === 'ContextMenu') keys.onMenu(row.line);
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
