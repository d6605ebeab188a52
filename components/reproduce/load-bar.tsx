import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/format/format-bytes';
import type { PythonState } from './use-python';

/** Of the bar: how much of the waiting the bytes are. */
const FETCHED = 0.5;
const COMPILED = 0.55;

/** How far Python has come, until it is ready. */
export function LoadBar({ state, again }: { state: PythonState; again: () => void }) {
  if (state.phase === 'ready') {
    return <p className="text-mute">Python {state.python}, ready in your browser</p>;
  }
  if (state.phase === 'failed') {
    return (
      <div className="flex items-center gap-3">
        <p className="text-bad">Python could not be started: {state.message}</p>
        <Button onClick={again}>Try again</Button>
      </div>
    );
  }
  const { progress } = state;
  const [words, done] =
    progress?.step === 'fetching'
      ? [
          `Fetching Python, ${formatBytes(progress.received)} of ${formatBytes(progress.total)}`,
          (progress.received / progress.total) * FETCHED,
        ]
      : progress?.step === 'compiling'
        ? ['Preparing Python', FETCHED]
        : progress
          ? ['Starting Python', COMPILED]
          : ['Reading the execution', 0];
  return (
    <div className="flex items-center gap-3 text-mute">
      <progress
        aria-label="Python"
        className="h-1 w-32 accent-(--accent)"
        // How long a start takes, nobody knows: the bar then only moves.
        value={progress?.step === 'starting' ? undefined : done}
      />
      <p className="tabular-nums">{words}</p>
    </div>
  );
}
