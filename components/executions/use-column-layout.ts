'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readPreference } from '@/components/layout/read-preference';
import { savePreference } from '@/components/layout/save-preference';
import type { GridColumnCommands } from '@/components/table/grid-features';
import {
  type ColumnLayout,
  changeColumn,
  columnLabel,
  defaultWidth,
  MAX_COLUMN_WIDTH,
  MIN_COLUMN_WIDTH,
  moveColumn,
  shownColumns,
  stepColumn,
} from '@/lib/domain/column-layout';
import { parseColumns, printColumns } from '@/lib/query-state/column-text';
import { ALL_EXECUTIONS, type ExecutionParams } from '@/lib/query-state/execution-params';

export interface ColumnSettings {
  layout: ColumnLayout;
  set: (layout: ColumnLayout) => void;
  commands: GridColumnCommands;
  /** What a step by key has come to, for screen readers. */
  said: string;
}

/**
 * The columns of this screen: those of its URL, or as this person left them. What they change goes
 * into the URL, and is remembered unless it belongs to a saved view; what they only look at is not.
 */
export function useColumnLayout(
  initial: ColumnLayout,
  { cols, view }: ExecutionParams,
  change: (next: Partial<ExecutionParams>, how: 'replace') => void,
): ColumnSettings {
  const [layout, setLayout] = useState(initial);
  const [said, setSaid] = useState('');
  const [known, setKnown] = useState(cols);
  const latest = useRef(layout);
  latest.current = layout;
  const inView = view !== null && view !== ALL_EXECUTIONS;
  if (cols !== known) {
    setKnown(cols);
    const text = cols ?? readPreference('columns') ?? '';
    if (text !== printColumns(layout)) setLayout(parseColumns(text));
  }
  const keep = useCallback(() => {
    const text = printColumns(latest.current);
    if (!inView) savePreference('columns', text);
    change({ cols: text === '' && !inView ? null : text }, 'replace');
  }, [change, inView]);
  const show = useCallback((next: ColumnLayout) => {
    latest.current = next;
    setLayout(next);
  }, []);
  const set = useCallback(
    (next: ColumnLayout) => {
      if (next === latest.current) return;
      show(next);
      keep();
    },
    [show, keep],
  );
  // Whoever gets this URL sees these columns.
  useEffect(() => {
    const text = printColumns(latest.current);
    if (cols === null && text !== '') change({ cols: text }, 'replace');
  }, [cols, change]);
  const commands = useMemo<GridColumnCommands>(
    () => ({
      resize: (id, wanted, isMoving) => {
        const width = Math.round(wanted ?? defaultWidth(id));
        const within = Math.min(Math.max(width, MIN_COLUMN_WIDTH), MAX_COLUMN_WIDTH);
        show(changeColumn(latest.current, id, { width: within }));
        if (!isMoving) keep();
      },
      move: (id, beside, side) => set(moveColumn(latest.current, id, beside, side)),
      step: (id, by) => {
        const next = stepColumn(latest.current, id, by);
        const shown = shownColumns(next);
        const place = shown.findIndex(({ key }) => key === id) + 1;
        const isMoved = next !== latest.current;
        setSaid(`${columnLabel(id)}: ${isMoved ? '' : 'stays '}column ${place} of ${shown.length}`);
        set(next);
      },
    }),
    [set, show, keep],
  );
  return { layout, set, commands, said };
}
