'use client';

import { useMemo } from 'react';
import { cn } from '@/lib/cn';
import { type DiffLineKind, diffLineKind } from '@/lib/format/diff-line-kind';
import { textLines } from '@/lib/format/text-lines';
import { useLineWindow } from './use-line-window';
import { VisibleText } from './visible-text';

/** Longer lines are folded, so that one of them cannot hold the page up. */
const WRAP_AT = 2_000;

const LOOK: Record<DiffLineKind, string> = {
  added: 'bg-(--diff-added)',
  removed: 'bg-(--diff-removed)',
  place: 'text-mute',
  equal: '',
};

/** A unified diff that somebody sent: text and nothing but text, its lines coloured by their sign. */
export function DiffText({ label, diff }: { label: string; diff: string }) {
  const lines = useMemo(() => textLines(diff, WRAP_AT), [diff]);
  const { scrollerRef, onScroll, rows, top, height } = useLineWindow(lines.count);
  const kindOf = (row: number) => {
    let first = row;
    while (first > 0 && lines.number[first - 1] === lines.number[row]) first -= 1;
    return diffLineKind(diff.slice(lines.start[first], lines.end[first]));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the section around it already has the heading.
    <div
      ref={scrollerRef}
      onScroll={onScroll}
      role="region"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard.
      tabIndex={0}
      aria-label={label}
      className="relative max-h-[40vh] overflow-auto border-t border-line py-2 font-mono text-[12px] leading-[20px] -outline-offset-2 [font-variant-ligatures:none]"
      style={{ tabSize: 8 }}
    >
      <div className="w-max min-w-full" style={{ height, paddingTop: top }}>
        {rows.map((row) => (
          <div
            key={row}
            dir="ltr"
            className={cn(
              'h-[20px] pr-6 pl-4 whitespace-pre [unicode-bidi:isolate]',
              LOOK[kindOf(row)],
            )}
          >
            <VisibleText text={diff.slice(lines.start[row], lines.end[row])} />
            {'\n'}
          </div>
        ))}
      </div>
    </div>
  );
}
