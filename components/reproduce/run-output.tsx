import { Pane } from '@/components/execution/pane';
import { cn } from '@/lib/cn';
import { STREAMS, type StreamName } from '@/lib/domain/recorded-output';
import { isRecorded, type RunRecord } from '@/lib/domain/run-record';
import { type RunWords, runWords } from '@/lib/format/run-words';
import { MAX_DRAWN_CHARS } from './printed-text';
import { RunFacts } from './run-facts';
import { RunStream } from './run-stream';
import type { Rerun } from './use-rerun';
import type { RunView } from './use-run';

interface RunOutputProps {
  recorded: RunRecord;
  view: RunView | null;
  result: Rerun | null;
  problem: string | null;
  /** Of Python, once it is known. */
  python: string | null;
}

const TONE = {
  same: 'text-good',
  different: 'text-bad',
  plain: 'text-text',
} as const;

/** What the code printed here, beside what was recorded. */
export function RunOutput({ recorded, view, result, problem, python }: RunOutputProps) {
  const words = view?.end && result ? wordsOf(recorded, view, result, python) : null;
  const limits = result ? [...new Set([...result.limits.met, ...aheadOf(result)])] : [];
  return (
    <Pane title="Output of this code">
      <div role="status" className="px-4 py-3">
        {problem ? <p className="text-bad">It could not be run: {problem}.</p> : null}
        {words ? (
          <>
            <p className={cn('font-semibold', TONE[words.tone])}>{words.headline}</p>
            <p className="text-mute">{words.detail}</p>
          </>
        ) : (
          <p className="text-mute">{progressOf(view)}</p>
        )}
      </div>
      {limits.length > 0 ? (
        <ul aria-label="What does not run here" className="bg-warn-tint px-4 py-2 text-warn">
          {limits.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
      {result ? (
        <RunFacts recorded={recorded} now={result.now} comparison={result.comparison} />
      ) : null}
      {view
        ? STREAMS.map((name) => (
            <RunStream
              key={name}
              name={name}
              text={view.texts[name]}
              bytes={view.bytes[name]}
              recorded={differing(result, name)}
              detail={result ? detailOf(recorded, result, name) : null}
            />
          ))
        : null}
    </Pane>
  );
}

/** What an import forebodes is worth saying only of a run that went another way. */
function aheadOf({ comparison, limits }: Rerun): string[] {
  return comparison?.isSame || limits.met.length > 0 ? [] : limits.ahead;
}

function progressOf(view: RunView | null): string {
  if (!view) return 'Nothing has been run yet.';
  return view.phase === 'waiting' ? 'Waiting for Python…' : 'Running…';
}

function wordsOf(
  recorded: RunRecord,
  { end, bytes }: RunView,
  { comparison, edited, limitMs }: Rerun,
  python: string | null,
): RunWords {
  return runWords({
    ending: end?.ending ?? 'stopped',
    message: end?.message ?? null,
    limitMs,
    outputBytes: bytes.stdout + bytes.stderr,
    comparison,
    isRecorded: isRecorded(recorded),
    edited,
    python: python ?? 'unknown',
    recordedPython: recorded.python,
  });
}

function differing(result: Rerun | null, name: StreamName): string | null {
  const found = result?.comparison?.differences.find(({ part }) => part === name);
  return found ? found.before.slice(0, MAX_DRAWN_CHARS) : null;
}

function detailOf(recorded: RunRecord, { comparison }: Rerun, name: StreamName): string | null {
  if (!comparison) return null;
  if (recorded.streams[name] === null) return 'It was not recorded.';
  return comparison.differences.some(({ part }) => part === name) ? null : 'Same as recorded.';
}
