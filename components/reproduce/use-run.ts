import { useEffect, useRef, useState } from 'react';
import type { RunEnd } from '@/lib/contract/run-message';
import type { StreamName } from '@/lib/domain/recorded-output';
import { collectRun, type EndedRun, nothingPrinted } from './collect-run';
import type { PythonRunner } from './python-runner';

/** What is known of a run so far. */
export interface RunView {
  phase: 'waiting' | 'running' | 'ended';
  /** The end of what was printed while it runs, the beginning when it has ended. */
  texts: Record<StreamName, string>;
  bytes: Record<StreamName, number>;
  end: RunEnd | null;
}

const NOTHING: RunView = {
  phase: 'waiting',
  texts: { stdout: '', stderr: '' },
  bytes: { stdout: 0, stderr: 0 },
  end: null,
};

/** Between two drawings of what is printed: a person reads no faster, and Stop must get through. */
const DRAW_MS = 50;
/** Of the time that goes by, at most one part in so many is spent on drawing. */
const DRAW_SHARE = 4;

/** Runs a bundle and shows what it prints, some twenty times a second at most. */
export function useRun(): {
  view: RunView | null;
  start: (runner: PythonRunner, bundleText: string, limitMs: number) => Promise<EndedRun>;
} {
  const [view, setView] = useState<RunView | null>(null);
  const timerRef = useRef(0);
  useEffect(() => () => window.clearTimeout(timerRef.current), []);

  const start = async (runner: PythonRunner, bundleText: string, limitMs: number) => {
    const printed = nothingPrinted();
    let phase: RunView['phase'] = 'waiting';
    let drawnAt = Number.NEGATIVE_INFINITY;
    let cost = 0;
    const draw = () => {
      timerRef.current = 0;
      const begun = performance.now();
      drawnAt = begun;
      // After the next frame, when what React and the browser make of it is done.
      requestAnimationFrame(() =>
        setTimeout(() => {
          drawnAt = performance.now();
          cost = drawnAt - begun;
        }),
      );
      setView({
        ...NOTHING,
        phase,
        texts: { stdout: printed.stdout.tail(), stderr: printed.stderr.tail() },
        bytes: { stdout: printed.stdout.bytes, stderr: printed.stderr.bytes },
      });
    };
    const soon = () => {
      const dueAt = drawnAt + Math.max(DRAW_MS, cost * DRAW_SHARE);
      timerRef.current ||= window.setTimeout(draw, Math.max(0, dueAt - performance.now()));
    };
    let isFirst = true;
    const onOutput = () => {
      if (!isFirst) return soon();
      // What comes first is waited for.
      isFirst = false;
      window.clearTimeout(timerRef.current);
      draw();
    };
    setView(NOTHING);
    const onStarted = () => {
      phase = 'running';
      soon();
    };
    const request = { bundleText, limitMs, onOutput, onStarted };
    const ended = await collectRun(runner, request, printed);
    window.clearTimeout(timerRef.current);
    timerRef.current = 0;
    setView({
      phase: 'ended',
      texts: { stdout: printed.stdout.head(), stderr: printed.stderr.head() },
      bytes: { stdout: printed.stdout.bytes, stderr: printed.stderr.bytes },
      end: ended.end,
    });
    return ended;
  };
  return { view, start };
}
