import { cn } from '@/lib/cn';
import type { AnsiColor, AnsiRun } from '@/lib/format/ansi-lines';
import { VisibleText } from './visible-text';

const COLOR: Record<AnsiColor, string> = {
  black: 'text-(--ansi-black)',
  red: 'text-(--ansi-red)',
  green: 'text-(--ansi-green)',
  yellow: 'text-(--ansi-yellow)',
  blue: 'text-(--ansi-blue)',
  magenta: 'text-(--ansi-magenta)',
  cyan: 'text-(--ansi-cyan)',
  white: 'text-(--ansi-white)',
};

/** A ground would cost contrast; a box in its colour keeps both the meaning and the words. */
const GROUND: Record<AnsiColor, string> = {
  black: 'outline-(--ansi-black)',
  red: 'outline-(--ansi-red)',
  green: 'outline-(--ansi-green)',
  yellow: 'outline-(--ansi-yellow)',
  blue: 'outline-(--ansi-blue)',
  magenta: 'outline-(--ansi-magenta)',
  cyan: 'outline-(--ansi-cyan)',
  white: 'outline-(--ansi-white)',
};

/** Printed text in its colours; every other control is shown as text. */
export function AnsiText({ runs, pattern }: { runs: readonly AnsiRun[]; pattern?: RegExp | null }) {
  return runs.map(([text, style], index) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a line has no name but its place.
      key={index}
      className={cn(
        '[unicode-bidi:isolate]',
        style.color && COLOR[style.color],
        style.background && `outline -outline-offset-1 ${GROUND[style.background]}`,
        style.dim && !style.color && 'text-mute',
        style.bold && 'font-bold',
        style.italic && 'italic',
        style.underline && 'underline',
        style.strike && 'line-through',
      )}
    >
      <VisibleText text={text} pattern={pattern} />
    </span>
  ));
}
