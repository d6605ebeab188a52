import type { RecordedOutput } from '@/lib/domain/recorded-output';
import { formatBytes } from '@/lib/format/format-bytes';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { OutputView } from './output-view';
import { Pane } from './pane';

/** Characters of a stream that come with the page; the rest is a click away. */
const MAX_CHARS = 200_000;

const cut = (text: string | null) => (text === null ? null : text.slice(0, MAX_CHARS));

/** What the run printed and returned. */
export function RecordedPane({
  project,
  id,
  output,
}: {
  project: string;
  id: string;
  output: RecordedOutput;
}) {
  const detail = [
    output.exitCode === null ? null : `exit ${output.exitCode}`,
    output.outcome === null ? null : visibleLine(output.outcome),
  ].filter(Boolean);
  return (
    <Pane title="Output" detail={detail.join(' · ') || undefined}>
      <OutputView
        stdout={cut(output.stdout)}
        stderr={cut(output.stderr)}
        className="max-h-[60vh]"
      />
      {(['stdout', 'stderr'] as const).map((name) => {
        const text = output[name];
        if (text === null || text.length <= MAX_CHARS) return null;
        return (
          <p key={name} className="border-t border-line px-4 py-2 text-mute">
            {name} is cut here at {formatBytes(MAX_CHARS)} of {formatBytes(text.length)}.{' '}
            <a className="text-accent underline" href={paths.executionOutput(project, id, name)}>
              All of it
            </a>
          </p>
        );
      })}
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
          </div>
        ),
      )}
    </Pane>
  );
}
