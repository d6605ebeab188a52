import { useEffect, useRef, useState } from 'react';
import type { OutputChunk, RunEnd } from '@/lib/contract/run-message';
import type { StreamName } from '@/lib/domain/recorded-output';
import { PrintedText } from './printed-text';
import type { PythonRunner } from './python-runner';

/** What is known of a run so far. */
export interface RunView {
  phase: 'waiting' | 'running' | 'ended';
  /** The end of what was printed while it runs, the beginning when it has ended. */
  texts: Record<StreamName, string>;
  bytes: Record<StreamName, number>;
  end: RunEnd | null;
}

export interface EndedRun {
  end: RunEnd;
  streams: Record<StreamName, Uint8Array>;
}

const NOTHING: RunView = {
  phase: 'waiting',
  texts: { stdout: '', stderr: '' },
  bytes: { stdout: 0, stderr: 0 },
  end: null,
};

/** Runs a bundle and shows what it prints, drawn once a frame. */
export function useRun(): {
  view: RunView | null;
  start: (runner: PythonRunner, bundleText: string, limitMs: number) => Promise<EndedRun>;
} {
  const [view, setView] = useState<RunView | null>(null);
  const frameRef = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frameRef.current), []);

  const start = async (runner: PythonRunner, bundleText: string, limitMs: number) => {
    const printed = { stdout: new PrintedText(), stderr: new PrintedText() };
    let phase: RunView['phase'] = 'waiting';
    const draw = () => {
      frameRef.current = 0;
      setView({
        ...NOTHING,
        phase,
        texts: { stdout: printed.stdout.tail(), stderr: printed.stderr.tail() },
        bytes: { stdout: printed.stdout.bytes, stderr: printed.stderr.bytes },
      });
    };
    const soon = () => {
      frameRef.current ||= requestAnimationFrame(draw);
    };
    const onOutput = (chunks: readonly OutputChunk[]) => {
      for (const { stream, bytes } of chunks) printed[stream].add(bytes);
      soon();
    };
    setView(NOTHING);
    const onStarted = () => {
      phase = 'running';
      soon();
    };
    const end = await runner.run({ bundleText, limitMs, onOutput, onStarted });
    cancelAnimationFrame(frameRef.current);
    frameRef.current = 0;
    setView({
      phase: 'ended',
      texts: { stdout: printed.stdout.head(), stderr: printed.stderr.head() },
      bytes: { stdout: printed.stdout.bytes, stderr: printed.stderr.bytes },
      end,
    });
    return {
      end,
      streams: { stdout: printed.stdout.all(), stderr: printed.stderr.all() },
    };
  };
  return { view, start };
}
