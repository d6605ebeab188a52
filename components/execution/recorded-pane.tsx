import { type RecordedOutput, STREAMS, type StreamName } from '@/lib/domain/recorded-output';
import { formatBytes } from '@/lib/format/format-bytes';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { OutputView } from './output-view';
import { Pane } from './pane';

/** Characters of a stream that come with the page; the rest is a click away. */
const MAX_CHARS = 200_000;

/** What the run printed and returned. */
export function RecordedPane({
  output,
  stored,
  isLive = false,
}: {
  output: RecordedOutput;
  /** Whether it has not ended. */
  isLive?: boolean;
  /** The execution that has all of it; null when all of it is here. */
  stored: { project: string; id: string } | null;
}) {
  const cut = (text: string | null) => (text === null || !stored ? text : text.slice(0, MAX_CHARS));
  const detail = [
    output.exitCode === null ? null : `exit ${output.exitCode}`,
    output.outcome === null ? null : visibleLine(output.outcome),
  ].filter(Boolean);
  return (
    <Pane title="Output" detail={detail.join(' · ') || undefined}>
      <OutputView {...{ isLive }} stdout={cut(output.stdout)} stderr={cut(output.stderr)} />
      {STREAMS.map((name) => (
        <StreamNotes
          key={name}
          name={name}
          output={output}
          href={stored && paths.executionOutput(stored.project, stored.id, name)}
        />
      ))}
      {(
        [
          ['Result', output.resultText],
          ['Mutations', output.mutationsText],
        ] as const
      ).map(([name, text]) =>
        text === null ? null : (
          <div key={name} className="border-t border-line px-4 py-2">
            <h3 className="text-[11px] text-mute">{name}</h3>
            <p className="max-h-60 overflow-y-auto font-mono text-[12px] break-words whitespace-pre-wrap">
              {visibleLine(text.slice(0, MAX_CHARS))}
            </p>
            {text.length > MAX_CHARS ? (
              <p className="text-warn">
                It is cut on this page at {formatBytes(MAX_CHARS)} of {formatBytes(text.length)}.
              </p>
            ) : null}
          </div>
        ),
      )}
    </Pane>
  );
}

/** Where what is shown is not all of what was printed. */
function StreamNotes(props: { name: StreamName; output: RecordedOutput; href: string | null }) {
  const { name, output, href } = props;
  const text = output[name];
  const { wholeBytes, isText } = output.facts[name];
  const notes = [
    wholeBytes === null
      ? null
      : `${name} had ${formatBytes(wholeBytes)}; the recorder kept its beginning.`,
    isText ? null : `${name} held bytes that are no UTF-8; they are shown as \uFFFD.`,
    text === null || text.length <= MAX_CHARS || !href
      ? null
      : `${name} is cut on this page at ${formatBytes(MAX_CHARS)} of ${formatBytes(text.length)}.`,
  ].filter((note) => note !== null);
  if (notes.length === 0) return null;
  return (
    <p className="border-t border-line bg-warn-tint px-4 py-2 text-warn">
      {notes.join(' ')}{' '}
      {href ? (
        <a className="underline" href={href}>
          All that is stored
        </a>
      ) : null}
    </p>
  );
}
