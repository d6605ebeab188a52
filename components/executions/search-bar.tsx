'use client';

import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { CompletionHandle } from '@/components/query-bar/completion-popup';
import { finishedProblems } from '@/components/query-bar/finished-problems';
import { QueryProblem } from '@/components/query-bar/query-problem';
import { QueryText } from '@/components/query-bar/query-text';
import { useQueryDraft } from '@/components/query-bar/use-query-draft';
import { Kbd } from '@/components/ui/kbd';
import { useListPlace } from './list-context';

type Parts = typeof import('@/components/query-bar/completion-popup');

/** Box and highlighting lie glyph on glyph, so neither may join letters. */
const GLYPHS = 'font-mono text-[12px] leading-[30px] [font-variant-ligatures:none]';

/**
 * The query as text. What completes it is fetched when the box first has the focus. The box stays a
 * plain text box for assistive technology, with a list that it controls while there is one.
 */
export function SearchBar({
  value,
  onChange,
  inputRef,
}: {
  value: string;
  onChange: (value: string, how: 'push' | 'replace') => void;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const { project } = useListPlace();
  const { draft, setDraft, parsed, problems, commit, leave } = useQueryDraft(value, onChange);
  const [parts, setParts] = useState<Parts | null>(null);
  const [focused, setFocused] = useState(false);
  const [caret, setCaret] = useState(0);
  /** The text at which Enter or Escape said that it is all of it. */
  const [asked, setAsked] = useState('');
  const [activeId, setActiveId] = useState<string | null | undefined>(undefined);
  const handle = useRef<CompletionHandle>(null);
  const layer = useRef<HTMLDivElement>(null);
  const nextCaret = useRef<number>(null);
  const [problemId, listId] = [useId(), useId()];
  const isOpen = focused && activeId !== undefined;
  const isTyping = focused && (isOpen || asked !== draft);
  const shown = isTyping ? finishedProblems(problems, draft, caret, isOpen) : problems;
  const follow = () => {
    const input = inputRef.current;
    if (layer.current && input) layer.current.style.translate = `${-input.scrollLeft}px`;
  };
  // To ask where the text is costs a layout: the next frame has to make one in any case.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another text it may be elsewhere.
  useLayoutEffect(() => {
    if (nextCaret.current !== null) {
      inputRef.current?.setSelectionRange(nextCaret.current, nextCaret.current);
      nextCaret.current = null;
    }
    const frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  }, [draft]);
  const take = (text: string, isWhole: boolean, at = text.length) => {
    setDraft(text);
    setCaret(at);
    nextCaret.current = at;
    if (isWhole) commit(text);
    inputRef.current?.focus();
  };
  // Somebody may have meant a query before the part that keeps it has come.
  const meant = useRef<string[]>([]);
  const keepMeant = () => {
    if (handle.current) meant.current.splice(0).forEach(handle.current.remember);
  };
  useEffect(keepMeant);
  const remember = () => {
    if (draft.trim() !== '' && parsed.problems.length === 0) meant.current.push(draft.trim());
    keepMeant();
  };
  return (
    <search className="relative min-w-0 flex-1 max-md:basis-full">
      <div className="flex h-8 items-center gap-2 rounded-md border border-line bg-bg px-2.5 focus-within:border-accent has-[[aria-invalid]]:border-bad">
        <Search aria-hidden size={14} className="shrink-0 text-mute" />
        <div className="relative h-full min-w-0 flex-1 overflow-hidden">
          <div
            aria-hidden
            ref={layer}
            className={`${GLYPHS} absolute inset-y-0 left-0 whitespace-pre forced-colors:hidden`}
          >
            <QueryText text={draft} tokens={parsed.tokens} problems={shown} />
          </div>
          <input
            ref={inputRef}
            type="text"
            inputMode="search"
            aria-label="Search executions"
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={(isOpen && activeId) || undefined}
            aria-invalid={shown.length > 0 || undefined}
            aria-describedby={problemId}
            placeholder="Search text, or field:value"
            value={draft}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            onChange={(event) => {
              setDraft(event.target.value);
              setCaret(event.target.selectionStart ?? 0);
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
            onScroll={follow}
            onFocus={() => {
              setFocused(true);
              void import('@/components/query-bar/completion-popup').then(
                (loaded) => setParts(() => loaded),
                () => {},
              );
            }}
            onBlur={() => {
              setFocused(false);
              remember();
              leave();
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter' || event.key === 'Escape') setAsked(draft);
              if (isOpen || event.key === 'ArrowDown' || event.key === 'Enter') {
                if (handle.current?.onKey(event)) {
                  event.preventDefault();
                  return;
                }
              }
              if (event.key === 'Enter') {
                remember();
                commit(draft);
              }
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
            className={`${GLYPHS} relative block size-full bg-transparent text-transparent caret-text outline-none placeholder:font-sans placeholder:text-[13px] placeholder:text-mute`}
          />
        </div>
        {draft === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <button
            type="button"
            aria-label="Clear search"
            className="text-mute hover:text-text"
            onClick={() => take('', true)}
          >
            <X aria-hidden size={14} />
          </button>
        )}
      </div>
      <QueryProblem id={problemId} problems={shown} onFix={(text) => take(text, true)} />
      {focused && parts ? (
        <parts.CompletionPopup
          project={project}
          text={draft}
          parsed={parsed}
          caret={caret}
          listId={listId}
          handle={handle}
          onChoose={({ text, caret: at, isWhole }) => take(text, isWhole, at)}
          onActive={setActiveId}
        />
      ) : null}
    </search>
  );
}
