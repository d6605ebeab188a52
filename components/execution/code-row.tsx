import { cn } from '@/lib/cn';
import type { CodeLine, TokenKind } from '@/lib/format/code-line';
import { VisibleText } from './visible-text';

const COLOR: Record<TokenKind, string | undefined> = {
  plain: undefined,
  keyword: 'text-(--tok-keyword)',
  string: 'text-(--tok-string)',
  number: 'text-(--tok-number)',
  comment: 'text-(--tok-comment)',
  function: 'text-(--tok-function)',
  operator: 'text-(--tok-operator)',
  constant: 'text-(--tok-constant)',
};

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
        {line.map(([text, kind], index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a line has no name but its place.
            key={index}
            className={cn('[unicode-bidi:isolate]', COLOR[kind])}
          >
            <VisibleText text={text} />
          </span>
        ))}
        {'\n'}
      </span>
    </div>
  );
}
