import { cn } from '@/lib/cn';
import { visibleLine } from '@/lib/format/visible-line';

/** One line of text from a log: controls and direction marks are shown, never obeyed. */
export function TextCell({
  text,
  mono = false,
  mute = false,
}: {
  text: string | null;
  mono?: boolean;
  mute?: boolean;
}) {
  if (text === null || text === '') return <span className="text-mute">–</span>;
  const shown = visibleLine(text);
  return (
    <span
      dir="ltr"
      title={shown}
      className={cn(
        'truncate [unicode-bidi:isolate]',
        mono && 'font-mono text-[12px]',
        mute && 'text-mute',
      )}
    >
      {shown}
    </span>
  );
}
