import { useEffect, useRef, useState } from 'react';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import { failureWords } from '@/lib/format/failure-words';
import { type LoadProgress, PythonRunner } from './python-runner';

export type PythonState =
  | { phase: 'loading'; progress: LoadProgress | null }
  | { phase: 'ready'; python: string; runner: PythonRunner }
  | { phase: 'failed'; message: string };

/** What an interpreter is started for. */
export interface PythonPurpose {
  hashSeed: number | null;
  /** What stands at the end of the bundles. */
  runtime: string;
}

/**
 * Python for as long as the screen is open, fetched and started at once so that a run need not wait.
 * @param purpose null as long as it is not known
 */
export function usePython(python: PythonRuntime, purpose: PythonPurpose | null) {
  const placeRef = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<PythonState>({ phase: 'loading', progress: null });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts it once more.
  useEffect(() => {
    if (!purpose || !placeRef.current) return;
    let isOver = false;
    const runner = new PythonRunner(placeRef.current);
    const show = (next: PythonState) => {
      // What is still on its way must not draw over the end.
      if (!isOver) setState(next);
      isOver ||= next.phase !== 'loading';
    };
    runner
      .load(python, {
        ...purpose,
        onProgress: (progress) => show({ phase: 'loading', progress }),
      })
      .then(
        (version) => show({ phase: 'ready', python: version, runner }),
        (error: Error) => show({ phase: 'failed', message: failureWords(error) }),
      );
    return () => {
      isOver = true;
      runner.close();
    };
  }, [python.version, purpose?.hashSeed, purpose?.runtime, attempt]);

  return { placeRef, state, again: () => setAttempt((count) => count + 1) };
}
