import { LineDiffView } from '@/components/compare/line-diff-view';
import { OutputPane } from '@/components/execution/output-pane';
import type { StreamName } from '@/lib/domain/recorded-output';
import { formatBytes } from '@/lib/format/format-bytes';
import { plainCodeLines } from '@/lib/format/plain-code-lines';
import { MAX_DRAWN_CHARS } from './printed-text';

interface RunStreamProps {
  name: StreamName;
  /** What is drawn of it. */
  text: string;
  bytes: number;
  /** What was recorded, where it differs. */
  recorded: string | null;
  /** Said of it. */
  detail: string | null;
}

const lines = (text: string) => plainCodeLines(text.slice(0, MAX_DRAWN_CHARS).replace(/\n$/, ''));

/** One printed stream, beside what was recorded where that is something else. */
export function RunStream({ name, text, bytes, recorded, detail }: RunStreamProps) {
  const isCut = text.length >= MAX_DRAWN_CHARS;
  const notes = [
    detail,
    isCut ? `${MAX_DRAWN_CHARS.toLocaleString('en')} characters of ${formatBytes(bytes)}` : null,
  ].filter((note) => note !== null);
  return (
    <div className="border-t border-line">
      {recorded === null ? (
        <OutputPane name={name} text={text} />
      ) : (
        <section aria-label={name}>
          <div className="flex h-10 items-center gap-3 border-b border-line px-4">
            <h3 className="font-semibold">{name}</h3>
            <span className="text-mute">recorded, and now</span>
          </div>
          <LineDiffView label={`${name}, compared`} before={lines(recorded)} after={lines(text)} />
        </section>
      )}
      {notes.length > 0 ? (
        <p className="border-t border-line px-4 py-1.5 text-[12px] text-mute">
          {notes.join(' · ')}
        </p>
      ) : null}
    </div>
  );
}
