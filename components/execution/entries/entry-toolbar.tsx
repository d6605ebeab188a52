'use client';

import { type RefObject, useEffect, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import type { EntryValue, EntryValues } from '@/lib/contract/entry-lines';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { Level } from '@/lib/domain/level';
import { visibleLine } from '@/lib/format/visible-line';

/** A text is asked for when nobody has typed for this long. */
const TYPED_MS = 250;
const FIELD =
  'h-7 min-w-0 rounded-md border border-line bg-bg text-[12px] text-text placeholder:text-mute';

const LEVEL_CHOICES: readonly (readonly [Level, string])[] = [
  ['info', 'Info and above'],
  ['warning', 'Warnings and errors'],
  ['error', 'Errors'],
];

interface EntryToolbarProps {
  filter: EntryFilter;
  values: EntryValues;
  inputRef: RefObject<HTMLInputElement | null>;
  onFilter: (filter: EntryFilter) => void;
  /** A menu is about to open. */
  onReach: () => void;
  /** The search gives the keys back to the lines. */
  onLeave: () => void;
}

/** What narrows a log. */
export function EntryToolbar(props: EntryToolbarProps) {
  const { filter, values, inputRef, onFilter, onReach, onLeave } = props;
  const [attempt] = filter.attempts;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-1.5">
      <SearchField
        q={filter.q}
        inputRef={inputRef}
        onSearch={(q) => onFilter({ ...filter, q })}
        onLeave={onLeave}
      />
      <Choice
        label="Level"
        any="All levels"
        value={filter.level ?? ''}
        options={LEVEL_CHOICES}
        onReach={onReach}
        onChoose={(level) => onFilter({ ...filter, level: (level || null) as Level | null })}
      />
      <Choice
        label="Event type"
        any="Any event"
        value={filter.events[0] ?? ''}
        options={counted(values.event)}
        onReach={onReach}
        onChoose={(event) => onFilter({ ...filter, events: event === '' ? [] : [event] })}
      />
      <Choice
        label="Worker"
        any="Any worker"
        value={filter.workers[0] ?? ''}
        options={counted(values.worker)}
        onReach={onReach}
        onChoose={(worker) => onFilter({ ...filter, workers: worker === '' ? [] : [worker] })}
      />
      <Choice
        label="Attempt"
        any="Any attempt"
        value={attempt === undefined ? '' : String(attempt)}
        options={values.attempt.map(([value, count]) => [
          value,
          withCount(`Attempt ${value}`, count),
        ])}
        least={2}
        onReach={onReach}
        onChoose={(text) => onFilter({ ...filter, attempts: text === '' ? [] : [Number(text)] })}
      />
    </div>
  );
}

const withCount = (name: string, count: number) => `${name} · ${count.toLocaleString('en')}`;

const counted = (values: readonly EntryValue[]) =>
  values.map(
    ([value, count]) => [value, withCount(visibleLine(value).slice(0, 80), count)] as const,
  );

function Choice(props: {
  label: string;
  any: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  /** With fewer there is nothing to choose. */
  least?: number;
  onReach: () => void;
  onChoose: (value: string) => void;
}) {
  const { label, any, value, options, least = 1, onReach, onChoose } = props;
  const isKnown = value === '' || options.some(([one]) => one === value);
  if (value === '' && options.length < least) return null;
  return (
    <select
      aria-label={label}
      value={value}
      onFocus={onReach}
      onPointerEnter={onReach}
      onChange={(event) => onChoose(event.target.value)}
      className={`${FIELD} max-w-[180px] px-1.5 ${value === '' ? 'text-mute' : 'border-accent'}`}
    >
      <option value="">{any}</option>
      {isKnown ? null : <option value={value}>{visibleLine(value).slice(0, 80)}</option>}
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
}

function SearchField(props: {
  q: string;
  inputRef: RefObject<HTMLInputElement | null>;
  onSearch: (q: string) => void;
  onLeave: () => void;
}) {
  const { q, inputRef, onSearch, onLeave } = props;
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it waits for the typing to rest alone.
  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(() => onSearch(typed), TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <span className="relative min-w-[140px] flex-1">
      <input
        ref={inputRef}
        type="search"
        value={typed}
        maxLength={500}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          const text = event.key === 'Escape' ? '' : typed;
          setTyped(text);
          if (text !== q) onSearch(text);
          onLeave();
        }}
        placeholder="Search this log"
        aria-label="Search this log"
        spellCheck={false}
        autoComplete="off"
        className={`${FIELD} w-full pr-7 pl-2.5 ${q === '' ? '' : 'border-accent'}`}
      />
      {typed === '' ? (
        <span aria-hidden className="pointer-events-none absolute top-[5px] right-1.5">
          <Kbd aside>/</Kbd>
        </span>
      ) : null}
    </span>
  );
}
