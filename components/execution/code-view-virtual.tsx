'use client';

import { useEffect, useId } from 'react';
import { cn } from '@/lib/cn';
import { CodeRow } from './code-row';
import type { CodeViewProps } from './code-view-props';
import { useLineWindow } from './use-line-window';

/** The same view for long code. It opens at the marked line. */
export function CodeViewVirtual({
  lines,
  label,
  markLine,
  markText = 'raised the error',
  className,
}: CodeViewProps) {
  const id = useId();
  const { scrollerRef, onScroll, rows, top, height, scrollToRow } = useLineWindow(lines.length);
  useEffect(() => {
    if (markLine) scrollToRow(markLine - 1, 'center');
  }, [markLine, scrollToRow]);
  return (
    <section
      ref={scrollerRef}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard.
      tabIndex={0}
      aria-label={label}
      aria-describedby={markLine ? id : undefined}
      className={cn(
        'relative max-h-[70vh] overflow-auto bg-bg font-mono text-[12px] leading-[20px] -outline-offset-2 [font-variant-ligatures:none]',
        className,
      )}
      style={{ tabSize: 4, '--gutter': `${String(lines.length).length + 5}ch` } as object}
    >
      {markLine ? (
        <p id={id} className="sr-only select-none">{`Line ${markLine} ${markText}.`}</p>
      ) : null}
      <div className="w-max min-w-full" style={{ height, paddingTop: top }}>
        {rows.map((row) => (
          <CodeRow
            key={row}
            line={lines[row] ?? []}
            number={row + 1}
            marked={row + 1 === markLine}
          />
        ))}
      </div>
    </section>
  );
}
