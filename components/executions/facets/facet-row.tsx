'use client';

import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/lib/cn';
import { formatCounted } from '@/lib/format/format-count';
import { executions } from '@/lib/format/histogram-words';
import { valueLabel } from '@/lib/format/value-label';

export type Choice = 'include' | 'exclude' | 'only' | 'release';

const SMALL =
  'h-5 rounded-sm border border-line bg-bg px-1 text-[11px] text-mute hover:text-text focus-visible:text-text aria-pressed:border-accent aria-pressed:text-text';

/**
 * A value with its count. The box includes it; beside it, for pointer and focus, what else can be
 * done. `o` and `e` do the same from the box.
 */
export function FacetRow({
  field,
  value,
  count,
  share,
  exact,
  chosen,
  current,
  onCurrent,
  onChoose,
}: {
  field: string;
  value: string;
  count: number;
  /** Of the most frequent value, from 0 to 1. */
  share: number;
  exact: boolean;
  chosen: 'included' | 'excluded' | null;
  /** The one row that the Tab key reaches; the arrow keys go from it to the others. */
  current: boolean;
  onCurrent: () => void;
  onChoose: (choice: Choice) => void;
}) {
  const countId = useId();
  const label = valueLabel(field, value);
  const tabIndex = current ? 0 : -1;
  return (
    <li
      className="group relative flex h-7 items-center gap-1.5 rounded-sm px-1 text-[12px] hover:bg-raise focus-within:bg-raise"
      onFocus={onCurrent}
    >
      <label className="flex h-7 min-w-0 flex-1 items-center gap-2">
        <Checkbox
          checked={chosen === 'included'}
          tabIndex={tabIndex}
          aria-describedby={countId}
          data-facet-box
          onChange={() => onChoose(chosen ? 'release' : 'include')}
          onKeyDown={(event) => {
            const choice = ({ o: 'only', e: 'exclude' } as const)[event.key];
            if (!choice || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            event.stopPropagation();
            onChoose(choice);
          }}
        />
        {field === 'status' ? (
          <span
            aria-hidden
            className="size-1.5 shrink-0 rounded-full"
            style={{ background: `var(--st-${value})` }}
          />
        ) : null}
        <span className={cn('truncate', chosen === 'excluded' && 'text-mute line-through')}>
          {label}
        </span>
      </label>
      <span className="hidden gap-1 group-focus-within:flex group-hover:flex max-[1099px]:flex">
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={`Only ${label}`}
          onClick={() => onChoose('only')}
          className={SMALL}
        >
          only
        </button>
        <button
          type="button"
          tabIndex={tabIndex}
          aria-pressed={chosen === 'excluded'}
          aria-label={`Exclude ${label}`}
          onClick={() => onChoose(chosen === 'excluded' ? 'release' : 'exclude')}
          className={SMALL}
        >
          exclude
        </button>
      </span>
      <span aria-hidden className="shrink-0 text-mute tabular-nums">
        {formatCounted(count, exact)}
      </span>
      <span id={countId} className="sr-only">
        {executions(count, exact)}
        {chosen === 'excluded' ? ', excluded' : ''}
      </span>
      <span
        aria-hidden
        className="pointer-events-none absolute bottom-0 left-1 h-0.5 rounded-full bg-accent/50"
        style={{ width: `calc((100% - 8px) * ${share})` }}
      />
    </li>
  );
}
