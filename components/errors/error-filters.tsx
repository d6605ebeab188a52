'use client';

import { Search } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { TimeRangeFilter } from '@/components/executions/time-range-filter';
import { Kbd } from '@/components/ui/kbd';
import { cn } from '@/lib/cn';
import type { ErrorList } from '@/lib/contract/error-list';
import { visibleLine } from '@/lib/format/visible-line';
import {
  ERROR_VIEWS,
  type ErrorParams,
  type ErrorView,
  STATES_OF_VIEW,
} from '@/lib/query-state/error-params';

export const VIEW_LABEL: Record<ErrorView, string> = {
  unresolved: 'Unresolved',
  reopened: 'Came back',
  resolved: 'Resolved',
  ignored: 'Ignored',
  all: 'All',
};

/** Between two letters somebody is still typing. */
const TYPING_MS = 250;

interface ErrorFiltersProps {
  params: ErrorParams;
  /** Of the last answer; undefined before the first. */
  list: ErrorList | undefined;
  findRef: RefObject<HTMLInputElement | null>;
  onChange: (change: Partial<ErrorParams>, how?: 'push' | 'replace') => void;
}

/** States with how many groups are in each, action, text and time. */
export function ErrorFilters({ params, list, findRef, onChange }: ErrorFiltersProps) {
  const actions = list?.actions ?? [];
  const offered =
    params.action && !actions.includes(params.action) ? [params.action, ...actions] : actions;
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3">
      <fieldset className="flex flex-wrap gap-0.5 rounded-md border border-line p-0.5">
        <legend className="sr-only">State</legend>
        {ERROR_VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            aria-pressed={params.view === view}
            onClick={() => onChange({ view })}
            className={cn(
              'flex h-[26px] items-center gap-1.5 rounded-sm px-2',
              params.view === view ? 'bg-raise font-semibold' : 'text-mute hover:text-text',
            )}
          >
            {VIEW_LABEL[view]}
            {list ? (
              <span className="text-[12px] font-normal text-mute tabular-nums">
                {countOf(view, list).toLocaleString('en')}
              </span>
            ) : null}
          </button>
        ))}
      </fieldset>
      <FindBox find={params.find} inputRef={findRef} onChange={onChange} />
      <select
        aria-label="Action"
        value={params.action ?? ''}
        onChange={(event) => onChange({ action: event.target.value || null })}
        className="h-8 max-w-52 min-w-0 rounded-md max-md:flex-1 border border-line bg-bg px-2 text-text"
      >
        <option value="">All actions</option>
        {offered.map((action) => (
          <option key={action} value={action}>
            {visibleLine(action)}
          </option>
        ))}
      </select>
      <TimeRangeFilter range={params.range} onChange={(range) => onChange({ range })} />
    </div>
  );
}

function countOf(view: ErrorView, { states }: ErrorList): number {
  return STATES_OF_VIEW[view].reduce((sum, state) => sum + states[state], 0);
}

function FindBox({
  find,
  inputRef,
  onChange,
}: {
  find: string;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange: ErrorFiltersProps['onChange'];
}) {
  const [typed, setTyped] = useState({ of: find, text: find });
  if (typed.of !== find) setTyped({ of: find, text: find });
  useEffect(() => {
    if (typed.text === find) return;
    const timer = setTimeout(() => onChange({ find: typed.text }, 'replace'), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed.text, find, onChange]);
  return (
    <label className="relative flex h-8 min-w-40 flex-1 items-center max-md:basis-full">
      <Search aria-hidden size={14} className="absolute left-2.5 text-mute" />
      <input
        ref={inputRef}
        type="search"
        aria-label="Find in error groups"
        placeholder="Find an exception, message, line or action"
        value={typed.text}
        onChange={(event) => setTyped({ of: find, text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="h-8 w-full rounded-md border border-line bg-bg pr-8 pl-8 placeholder:text-mute [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="absolute right-2">
        <Kbd aside>/</Kbd>
      </span>
    </label>
  );
}
