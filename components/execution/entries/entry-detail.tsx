'use client';

import { useCallback, useMemo } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';
import { useSettled } from '@/components/ui/use-settled';
import type { LogEntry, WholeEntry } from '@/lib/domain/log-entry';
import { AnsiLines } from '@/lib/format/ansi-lines';
import { failureWords } from '@/lib/format/failure-words';
import { formatFullTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { AnsiText } from '../ansi-text';
import { LazyJsonViewer } from '../json/lazy-json-viewer';

/** Rows of a message that are drawn; a longer one is copied or exported. */
const MAX_ROWS = 500;

interface EntryDetailProps {
  project: string;
  id: string;
  entry: LogEntry;
  onCopyLink: () => void;
}

/** One line with all that it holds. */
export function EntryDetail({ project, id, entry, onCopyLink }: EntryDetailProps) {
  const { seq, arrival } = entry;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one that arrived anew has changed.
  const read = useCallback(async (): Promise<WholeEntry> => {
    const answer = await fetch(paths.executionEntry(project, id, seq));
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    return answer.json();
  }, [project, id, seq, arrival]);
  const settled = useSettled(read);
  const whole = settled.phase === 'ready' ? settled.value : null;
  const shown = whole ?? entry;
  // What is cut would not be JSON.
  const dataText = whole || !entry.isCut ? shown.dataText : null;
  return (
    <div className="border-y border-line bg-panel py-2 pl-6 font-sans text-[12px]">
      <Facts entry={entry} message={shown.message} onCopyLink={onCopyLink} />
      {settled.phase === 'failed' ? (
        <p role="alert" className="px-4 py-1 text-bad">
          The rest of this line could not be read. {failureWords(settled.error)}
        </p>
      ) : null}
      {shown.message ? <Message text={shown.message} /> : null}
      {dataText !== null ? (
        <LazyJsonViewer
          name="data.json"
          root="data"
          text={dataText}
          className="mt-2 border-t border-line"
        />
      ) : null}
      {whole?.extraText ? (
        <LazyJsonViewer
          name="Further members"
          root="entry"
          text={whole.extraText}
          className="mt-2 border-t border-line"
        />
      ) : null}
      {whole && whole.alterations.length > 0 ? (
        <ul aria-label="Changed when it was stored" className="px-4 pt-2 text-warn">
          {whole.alterations.map(({ path, code, message }) => (
            <li key={`${path} ${code}`}>{visibleLine(`${path || 'The line'}: ${message}`)}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Facts(props: { entry: LogEntry; message: string | null; onCopyLink: () => void }) {
  const { entry, message, onCopyLink } = props;
  const { zone } = useZone();
  const facts: [string, string | null][] = [
    ['Line', String(entry.seq)],
    ['Time', entry.occurredAt && `${formatFullTime(entry.occurredAt, zone)} ${zone}`],
    ['Level', entry.level],
    ['Event', entry.event],
    ['Worker', entry.workerId],
    ['Attempt', entry.attempt === null ? null : String(entry.attempt)],
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4">
      <dl className="flex min-w-0 flex-wrap gap-x-4 gap-y-1">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} className="flex min-w-0 gap-1.5">
              <dt className="text-mute">{name}</dt>
              <dd className="truncate font-mono">{visibleLine(value)}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <span className="flex-1" />
      {message ? (
        <Button
          look="quiet"
          className="h-7"
          onClick={() => void copyText(message, 'Message copied')}
        >
          Copy message
        </Button>
      ) : null}
      <Button look="quiet" className="h-7" onClick={onCopyLink}>
        Copy link
      </Button>
    </div>
  );
}

function Message({ text }: { text: string }) {
  const ansi = useMemo(() => new AnsiLines(text), [text]);
  const { count } = ansi.lines;
  const rows = Array.from({ length: Math.min(count, MAX_ROWS) }, (_, row) => row);
  return (
    <div className="px-4 pt-1">
      {rows.map((row) => (
        <div
          key={row}
          dir="ltr"
          className="font-mono leading-[20px] break-words whitespace-pre-wrap [unicode-bidi:isolate]"
        >
          <AnsiText runs={ansi.runs(row)} />
          {'\n'}
        </div>
      ))}
      {count > MAX_ROWS ? (
        <p className="text-mute">
          {`${(count - MAX_ROWS).toLocaleString('en')} more lines: copy the message to read them.`}
        </p>
      ) : null}
    </div>
  );
}
