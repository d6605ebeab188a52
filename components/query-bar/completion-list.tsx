'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { cn } from '@/lib/cn';
import type { CompletionOption } from './completion-options';

interface CompletionListProps {
  id: string;
  options: readonly CompletionOption[];
  active: number;
  optionId: (index: number) => string;
  sampled: number | null;
  onChoose: (option: CompletionOption) => void;
  onForget: (query: string) => void;
}

/** Pressing a mouse button here leaves the focus in the box. */
const keepFocus = (event: React.MouseEvent) => event.preventDefault();

export function CompletionList(props: CompletionListProps) {
  const { id, options, active, optionId, sampled, onChoose, onForget } = props;
  const groups = [...new Set(options.map(({ group }) => group))];
  const places = options.map((option, index) => ({ option, index }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the focus where it is.
    <div
      onMouseDown={keepFocus}
      className="absolute top-full left-0 z-40 mt-1 flex max-h-[min(340px,60dvh)] w-full max-w-[640px] flex-col rounded-lg border border-line bg-panel shadow-[0_12px_32px_rgb(0_0_0/0.22)]"
    >
      <div tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto p-1">
        <div role="listbox" id={id} aria-label="Completions">
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form controls.
            <div role="group" key={group} aria-label={group}>
              <p aria-hidden className="px-2 pt-1.5 pb-1 text-[11px] font-semibold text-mute">
                {group}
              </p>
              {places
                .filter(({ option }) => option.group === group)
                .map(({ option, index }) => (
                  <Option
                    key={`${option.label} ${option.text}`}
                    id={optionId(index)}
                    option={option}
                    isActive={index === active}
                    onChoose={onChoose}
                  />
                ))}
            </div>
          ))}
        </div>
        <ForgetButtons options={options} onForget={onForget} />
      </div>
      <p className="flex flex-wrap gap-x-3 border-t border-line px-3 py-1.5 text-[11px] text-mute">
        <span className="max-md:hidden">
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose, <Kbd>tab</Kbd> or <Kbd>↵</Kbd> take, <Kbd>esc</Kbd>{' '}
          close
        </span>
        {groups[0] === 'Recent' ? (
          <span className="max-md:hidden">
            <Kbd>shift del</Kbd> forget
          </span>
        ) : null}
        {sampled === null ? null : (
          <span className="ml-auto">counts of the newest {sampled.toLocaleString('en')}</span>
        )}
      </p>
      <p role="status" className="sr-only">
        {options.length === 1 ? '1 completion' : `${options.length} completions`}
      </p>
    </div>
  );
}

function Option({
  id,
  option,
  isActive,
  onChoose,
}: {
  id: string;
  option: CompletionOption;
  isActive: boolean;
  onChoose: (option: CompletionOption) => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which has the focus.
    <div
      ref={ref}
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isActive}
      onClick={() => onChoose(option)}
      className={cn(
        'flex h-7 cursor-default items-center gap-3 rounded-md px-2 hover:bg-raise',
        option.group === 'Recent' && 'pr-9',
        isActive && 'bg-tint hover:bg-tint',
      )}
    >
      <span className="truncate font-mono text-[12px] [font-variant-ligatures:none]">
        {option.label}
      </span>
      {option.hint ? (
        <span className="min-w-0 flex-1 truncate text-[12px] text-mute">{option.hint}</span>
      ) : null}
      {option.count === null ? null : (
        <span className="ml-auto text-[12px] text-mute tabular-nums">
          {option.count.toLocaleString('en')}
        </span>
      )}
    </div>
  );
}

/** Beside their options, because an option holds no button. */
function ForgetButtons({ options, onForget }: Pick<CompletionListProps, 'options' | 'onForget'>) {
  const recents = options.filter(({ group }) => group === 'Recent');
  if (recents.length === 0) return null;
  return (
    <ul aria-label="Forget recent queries" className="absolute top-[29px] right-2">
      {recents.map(({ text }) => (
        <li key={text} className="h-7">
          <button
            type="button"
            aria-label={`Forget ${text}`}
            className="flex size-7 items-center justify-center rounded-md text-mute hover:text-text"
            onClick={() => onForget(text)}
          >
            <X aria-hidden size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
