import { cn } from '@/lib/cn';
import type { CodeLine } from '@/lib/format/code-line';
import { CodeLineText } from './code-line-text';

/** The number is drawn by the style sheet, so that neither a selection nor a copy takes it along. */
export function CodeRow({
  line,
  number,
  marked,
}: {
  line: CodeLine;
  number: number;
  marked: boolean;
}) {
  return (
    <div
      data-line={number}
      aria-current={marked ? 'true' : undefined}
      className={cn(
        'flex h-[20px] before:sticky before:left-0 before:w-(--gutter) before:shrink-0 before:pr-4 before:text-right before:text-mute before:content-[attr(data-line)]',
        marked
          ? 'bg-(--code-mark) shadow-[inset_2px_0_var(--code-mark-edge)] before:bg-(--code-mark)'
          : 'before:bg-bg',
      )}
    >
      <span dir="ltr" className="pr-6 whitespace-pre [unicode-bidi:isolate]">
        <CodeLineText line={line} />
        {'\n'}
      </span>
    </div>
  );
}
