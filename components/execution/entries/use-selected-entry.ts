import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from '@/components/ui/toast';
import type { EntryLog, EntryLogState } from './entry-log';

interface SelectedEntry {
  /** Place of the selected line, -1 for none. */
  selected: number;
  select: (index: number) => void;
}

/**
 * The line that is selected: the one that the URL names at first, as soon as it is known where it is.
 * Lines that come in above it move it down; it stays the same line.
 *
 * @param onFound called with its place when the line of the URL was found
 */
export function useSelectedEntry(
  { log, state }: { log: EntryLog; state: EntryLogState },
  line: number | null,
  onFound: (index: number) => void,
): SelectedEntry {
  const [selected, setSelected] = useState(-1);
  const wanted = useRef(line);
  const owner = useRef(log.filter);
  // How far can be scrolled is known from the last drawing, not from the one that asked.
  const found = useRef(onFound);
  useEffect(() => {
    found.current = onFound;
  });
  useEffect(() => {
    // Another filter is another list.
    if (owner.current !== log.filter) {
      owner.current = log.filter;
      wanted.current = null;
      setSelected(-1);
    }
    log.onInsert = (index) => setSelected((now) => (now >= index ? now + 1 : now));
  }, [log]);
  const { phase, version } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version`: what is known has changed.
  useEffect(() => {
    const seq = wanted.current;
    if (seq === null || phase === 'failed') return;
    void log.locate(seq).then((index) => {
      if (wanted.current !== seq) return;
      if (index !== null) {
        wanted.current = null;
        setSelected(index);
        found.current(index);
      } else if (phase === 'ready') {
        wanted.current = null;
        toast(`Line ${seq} is not among these lines`);
      }
    });
  }, [log, phase, version]);
  const select = useCallback((index: number) => {
    wanted.current = null;
    setSelected(index);
  }, []);
  return { selected, select };
}
