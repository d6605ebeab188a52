'use client';

import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
} from 'react';
import { completionPlace } from '@/lib/query-state/completion-place';
import { lowerCaseHint } from '@/lib/query-state/lower-case-hint';
import type { ParsedQuery } from '@/lib/query-state/parsed-query';
import { CompletionList } from './completion-list';
import { type CompletionOption, offersUnasked, recentOptions } from './completion-options';
import { QueryHint } from './query-hint';
import { forgetQuery, recentQueries, rememberQuery } from './recent-queries';
import { useCompletions } from './use-completions';

export interface CompletionHandle {
  /** A key pressed in the box. True when it was used. */
  onKey: (event: KeyboardEvent) => boolean;
  /** Keeps a query that was meant among the recent ones. */
  remember: (text: string) => void;
}

export interface CompletionPopupProps {
  project: string;
  text: string;
  parsed: ParsedQuery;
  caret: number;
  listId: string;
  handle: Ref<CompletionHandle>;
  onChoose: (option: CompletionOption) => void;
  /** The id of the active option, or null; undefined while nothing is offered. */
  onActive: (id: string | null | undefined) => void;
}

/** `hidden` until the text changes; `asked` shows what is not offered unasked. */
type Showing = { of: string; as: 'auto' | 'hidden' | 'asked'; active: number };

/** What completes the text at the caret. The keys come from the box, which keeps the focus. */
export function CompletionPopup(props: CompletionPopupProps) {
  const { project, text, parsed, caret, listId, onChoose, onActive } = props;
  const [recents, setRecents] = useState(() => recentQueries(project));
  const [showing, setShowing] = useState<Showing>({ of: text, as: 'auto', active: -1 });
  const now: Showing = showing.of === text ? showing : { of: text, as: 'auto', active: -1 };
  const place = useMemo(() => completionPlace(text, parsed, caret), [text, parsed, caret]);
  const { options, sampled } = useCompletions(project, text, place, recents);
  const isWanted = now.as === 'asked' || (now.as === 'auto' && offersUnasked(place, text));
  const isOpen = options.length > 0 && isWanted;
  // Enter takes the value that what is typed begins; of fields it searches for the text as it is.
  const implied = place?.kind === 'value' && place.typed !== '' ? 0 : -1;
  const active = Math.min(now.active >= 0 ? now.active : implied, options.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;
  const activeId = isOpen ? (active >= 0 ? optionId(active) : null) : undefined;
  useEffect(() => onActive(activeId), [onActive, activeId]);
  const choose = (option: CompletionOption) => {
    setShowing({ of: option.text, as: option.isWhole ? 'hidden' : 'auto', active: -1 });
    onChoose(option);
  };
  const forget = (query: string) => {
    forgetQuery(project, query);
    setRecents(recentQueries(project));
  };
  const move = (step: number) => {
    const next = active < 0 && step < 0 ? options.length - 1 : active + step;
    const wrapped = isOpen ? (next + options.length) % options.length : active;
    setShowing({ of: text, as: 'asked', active: Math.max(wrapped, isOpen ? 0 : -1) });
    return true;
  };
  useImperativeHandle(props.handle, () => ({
    onKey: (event) => {
      const option = isOpen ? options[active] : undefined;
      switch (event.key) {
        case 'ArrowDown':
          return options.length > 0 && move(1);
        case 'ArrowUp':
          return isOpen && move(-1);
        case 'Escape':
          if (isOpen) setShowing({ of: text, as: 'hidden', active: -1 });
          return isOpen;
        case 'Enter':
          if (option) choose(option);
          else setShowing({ of: text, as: 'hidden', active: -1 });
          return option !== undefined;
        case 'Tab': {
          const offered = option ?? (isOpen && place?.typed ? options[0] : undefined);
          if (!offered || event.shiftKey) return false;
          choose(offered);
          return true;
        }
        case 'Delete':
          if (option?.group !== 'Recent' || !event.shiftKey) return false;
          forget(option.text);
          return true;
        default:
          return false;
      }
    },
    remember: (query) => {
      rememberQuery(project, query);
      setRecents(recentQueries(project));
    },
  }));
  const hint = useMemo(() => lowerCaseHint(text, parsed), [text, parsed]);
  if (!isOpen) {
    const fix = (next: string) => recentOptions([next]).forEach(choose);
    return hint && <QueryHint hint={hint} onFix={fix} />;
  }
  return (
    <CompletionList
      id={listId}
      options={options}
      active={active}
      optionId={optionId}
      sampled={sampled}
      onChoose={choose}
      onForget={forget}
    />
  );
}
