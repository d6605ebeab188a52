import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { cn } from '@/lib/cn';
import type { LogEntry } from '@/lib/domain/log-entry';
import { AnsiLines } from '@/lib/format/ansi-lines';
import { formatTime } from '@/lib/format/format-time';
import { AnsiText } from '../ansi-text';
import { VisibleText } from '../visible-text';

const TONE: Record<LogEntry['level'], string> = {
  debug: 'text-mute',
  info: 'text-mute',
  warning: 'text-warn',
  error: 'text-bad',
};
/** Of a message and of data on its one line; the opened line shows all. */
const MAX_MESSAGE = 500;
const MAX_DATA = 200;
/** Where the day ends and the time begins in `Nov 20 09:58:40.243`. */
const DAY = 7;

interface EntryRowProps {
  id: string;
  /** Undefined while it is not here. */
  entry: LogEntry | undefined;
  /** Place from 1. */
  number: number;
  isSelected: boolean;
  isOpen: boolean;
  zone: string;
  pattern: RegExp | null;
  onPress: (index: number) => void;
}

/** One line of a log, as high as every other. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { entry, number, isSelected, isOpen, zone, pattern, onPress } = props;
  const aria = {
    ...{ id: props.id, role: 'row', 'aria-rowindex': number, 'aria-level': 1 },
    'aria-selected': isSelected,
    'aria-expanded': entry ? isOpen : undefined,
    onClick: entry ? () => onPress(number - 1) : undefined,
  };
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const time = entry?.occurredAt ? formatTime(entry.occurredAt, zone) : '–';
  return (
    <div
      {...aria}
      data-seq={entry?.seq}
      className={cn(
        'flex h-[20px] min-w-0 cursor-pointer gap-3 pr-3 whitespace-pre hover:bg-raise',
        entry?.level === 'error' && 'bg-bad-tint',
        entry?.level === 'warning' && 'bg-warn-tint',
        isSelected && 'bg-raise shadow-[inset_2px_0_var(--accent)]',
      )}
    >
      {entry ? (
        <>
          <span
            {...CELL}
            className="flex w-[calc(19ch+20px)] shrink-0 items-center text-mute max-md:w-[calc(12ch+20px)]"
          >
            <Chevron aria-hidden size={12} className="mx-1 shrink-0" />
            <span className="max-md:hidden">{time.slice(0, DAY)}</span>
            {time.slice(DAY)}
          </span>
          <span {...CELL} className={cn('w-[7ch] shrink-0', TONE[entry.level])}>
            {entry.level}
          </span>
          <span {...CELL} className="min-w-0 flex-1 truncate">
            <Line entry={entry} pattern={pattern} />
          </span>
        </>
      ) : (
        <span {...CELL} className="flex flex-1 items-center pl-6">
          <span className="h-2 w-1/3 rounded-sm bg-raise" />
          <span className="sr-only">Loading</span>
        </span>
      )}
    </div>
  );
});

const CELL = { role: 'gridcell' };

function Line({ entry, pattern }: { entry: LogEntry; pattern: RegExp | null }) {
  const { event, message, dataText } = entry;
  return (
    <>
      {event ? (
        <span
          className={cn(
            'text-(--tok-function) [unicode-bidi:isolate]',
            // There is room for one of them, and the opened line says both.
            message && 'max-md:hidden',
          )}
        >
          <VisibleText text={onLine(event, MAX_MESSAGE)} pattern={pattern} />
          {message || dataText ? '  ' : ''}
        </span>
      ) : null}
      {message ? <Message text={onLine(message, MAX_MESSAGE)} pattern={pattern} /> : null}
      {dataText ? (
        <span className="text-mute [unicode-bidi:isolate]">
          {message ? '  ' : ''}
          <VisibleText text={onLine(dataText, MAX_DATA)} pattern={pattern} />
        </span>
      ) : null}
    </>
  );
}

function Message({ text, pattern }: { text: string; pattern: RegExp | null }) {
  if (!text.includes('\x1b')) {
    return (
      <span className="[unicode-bidi:isolate]">
        <VisibleText text={text} pattern={pattern} />
      </span>
    );
  }
  return <AnsiText runs={new AnsiLines(text).runs(0)} pattern={pattern} />;
}

const onLine = (text: string, most: number) =>
  text.slice(0, most).replace(/\s*(\r\n|\r|\n)\s*/g, ' ↵ ');
