'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { parseQuery } from '@/lib/query-state/parse-query';

/** Typing pauses this long before the list follows, in ms. */
const PAUSE_MS = 180;

/**
 * The text in the box, which is ahead of the list. The list follows when typing pauses, and only a
 * text without problems; what it does not follow is never lost. The first change of a visit is a step
 * for the back button, what comes after it refines that step.
 */
export function useQueryDraft(
  value: string,
  onChange: (value: string, how: 'push' | 'replace') => void,
) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  const [settled, setSettled] = useState(value);
  const editing = useRef(false);
  /** What the list was asked for from here and has not yet answered: more may have been typed since. */
  const [own, setOwn] = useState<string | null>(null);
  if (value !== known) {
    setKnown(value);
    setOwn(null);
    if (value !== own) {
      setDraft(value);
      setSettled(value);
    }
  }
  const parsed = useMemo(() => parseQuery(draft), [draft]);
  const commit = (text: string) => {
    setSettled(text);
    if (text.trim() === known || parseQuery(text).problems.length > 0) return;
    setOwn(text.trim());
    onChange(text.trim(), editing.current ? 'replace' : 'push');
    editing.current = true;
  };
  const latest = useRef(commit);
  latest.current = commit;
  useEffect(() => {
    const timer = setTimeout(() => latest.current(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return {
    draft,
    setDraft,
    parsed,
    /** Empty while somebody types: half a word is no mistake. */
    problems: settled === draft ? parsed.problems : [],
    commit,
    leave: () => {
      commit(draft);
      editing.current = false;
    },
  };
}
