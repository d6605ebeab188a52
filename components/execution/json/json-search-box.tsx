'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import type { JsonFind } from './use-json-find';

function said({ needle, matches, index }: JsonFind): string {
  if (needle === '') return '';
  if (!matches) return 'searching';
  if (matches.count === 0) return 'no match';
  const count = `${matches.count.toLocaleString('en')}${matches.capped ? '+' : ''}`;
  return `${(index + 1).toLocaleString('en')} of ${count}`;
}

export function JsonSearchBox({
  find,
  inputRef,
  onLeave,
}: {
  find: JsonFind;
  inputRef: RefObject<HTMLInputElement | null>;
  onLeave: () => void;
}) {
  const found = find.matches !== null && find.matches.count > 0;
  return (
    <div className="flex flex-1 basis-[330px] items-center gap-1">
      <input
        ref={inputRef}
        type="search"
        value={find.needle}
        onChange={(event) => find.setNeedle(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') {
            event.preventDefault();
            find.go(event.shiftKey ? -1 : 1);
          }
          if (event.key === 'Escape') {
            event.preventDefault();
            find.setNeedle('');
            onLeave();
          }
        }}
        placeholder="Search keys and values"
        aria-label="Search keys and values"
        spellCheck={false}
        autoComplete="off"
        className="h-8 min-w-0 flex-1 rounded-md border border-line bg-bg px-2.5 text-[13px] text-text placeholder:text-mute"
      />
      <output className="min-w-[72px] text-right text-[12px] text-mute tabular-nums">
        {said(find)}
      </output>
      <Button
        look="quiet"
        disabled={!found}
        aria-label="Previous match"
        onClick={() => find.go(-1)}
      >
        <ChevronUp size={14} aria-hidden />
      </Button>
      <Button look="quiet" disabled={!found} aria-label="Next match" onClick={() => find.go(1)}>
        <ChevronDown size={14} aria-hidden />
      </Button>
    </div>
  );
}
