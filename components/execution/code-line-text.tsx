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

/** The coloured pieces of a line. */
export function CodeLineText({ line }: { line: CodeLine }) {
  return line.map(([text, kind], index) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a line has no name but its place.
      key={index}
      className={cn('[unicode-bidi:isolate]', COLOR[kind])}
    >
      <VisibleText text={text} />
    </span>
  ));
}
