'use client';

import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';

/** Typing pauses this long before the list follows, in ms. */
const PAUSE_MS = 180;

/** Searches ids, target, event and message. The URL follows; the first change of a visit is a step back. */
export function SearchBar({
  value,
  onChange,
  inputRef,
}: {
  value: string;
  onChange: (value: string, how: 'push' | 'replace') => void;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  const editing = useRef(false);
  if (value !== known) {
    setKnown(value);
    if (!editing.current || value !== draft.trim()) setDraft(value);
  }
  const commit = (text: string) => {
    if (text.trim() === known) return;
    onChange(text.trim(), editing.current ? 'replace' : 'push');
    editing.current = true;
  };
  const latest = useRef(commit);
  latest.current = commit;
  useEffect(() => {
    const timer = setTimeout(() => latest.current(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <search className="flex h-8 min-w-0 flex-1 items-center gap-2 max-md:basis-full rounded-md border border-line bg-bg px-2.5 focus-within:border-accent">
      <Search aria-hidden size={14} className="shrink-0 text-mute" />
      <input
        ref={inputRef}
        type="text"
        inputMode="search"
        aria-label="Search executions"
        placeholder="Search action, request or record id, target, event, message"
        value={draft}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          commit(draft);
          editing.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(draft);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="h-full min-w-0 flex-1 bg-transparent font-mono text-[12px] outline-none placeholder:font-sans placeholder:text-[13px] placeholder:text-mute"
      />
      {draft === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button
          type="button"
          aria-label="Clear search"
          className="text-mute hover:text-text"
          onClick={() => {
            setDraft('');
            inputRef.current?.focus();
          }}
        >
          <X aria-hidden size={14} />
        </button>
      )}
    </search>
  );
}
