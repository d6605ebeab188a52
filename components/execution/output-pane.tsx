'use client';

import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';
import { AnsiLines } from '@/lib/format/ansi-lines';
import { formatBytes } from '@/lib/format/format-bytes';
import { AnsiRow } from './ansi-row';
import { useLineWindow } from './use-line-window';

/** One printed stream. `null` is a stream that nobody recorded, which is not an empty one. */
export function OutputPane({
  name,
  text,
  className,
}: {
  name: string;
  text: string | null;
  className?: string;
}) {
  const count = text ? text.length : 0;
  return (
    <section aria-label={name} className={className}>
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line pr-2 pl-4">
        <h3 className="font-semibold">{name}</h3>
        {text ? <span className="text-mute">{formatBytes(byteLength(text))}</span> : null}
        <span className="flex-1" />
        {count > 0 ? (
          <Button look="quiet" onClick={() => void copyText(text ?? '', `Copied ${name}.`)}>
            Copy<span className="sr-only"> {name}</span>
          </Button>
        ) : null}
      </div>
      {text ? (
        <Printed name={name} text={text} />
      ) : (
        <p className="px-4 py-3 text-mute">
          {text === null ? 'Not recorded.' : 'Nothing was printed.'}
        </p>
      )}
    </section>
  );
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function Printed({ name, text }: { name: string; text: string }) {
  const ansi = useMemo(() => new AnsiLines(text), [text]);
  const { scrollerRef, onScroll, rows, top, height } = useLineWindow(ansi.lines.count);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the section around it already has the heading.
    <div
      ref={scrollerRef}
      onScroll={onScroll}
      role="region"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard.
      tabIndex={0}
      aria-label={`${name}, text`}
      className="relative max-h-[50vh] overflow-auto py-2 font-mono text-[12px] leading-[20px] -outline-offset-2 [font-variant-ligatures:none]"
      style={{ tabSize: 8 }}
    >
      <div className="w-max min-w-full" style={{ height, paddingTop: top }}>
        {rows.map((row) => (
          <AnsiRow key={row} runs={ansi.runs(row)} />
        ))}
      </div>
    </div>
  );
}
