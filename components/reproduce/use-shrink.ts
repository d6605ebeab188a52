import { useEffect, useRef, useState } from 'react';
import { buildBundle } from '@/lib/bundle/build-bundle';
import { readRunRecord } from '@/lib/domain/run-record';
import { type Shrunk, shrinkJson } from '@/lib/domain/shrink-json';
import { failureWords } from '@/lib/format/failure-words';
import type { RunSource } from './fetch-run-source';
import type { Draft } from './use-draft';
import type { PythonState } from './use-python';

export type ShrinkState =
  | { phase: 'running'; shrunk: Shrunk | null }
  | { phase: 'ended'; shrunk: Shrunk }
  | { phase: 'refused'; message: string };

/** Candidates run quickly or say nothing. */
const LIMIT_MS = 10_000;
const MAX_TRIES = 2_000;

const REFUSED = {
  nothing: 'This context does not make the code fail here.',
  gone: 'Alone, the smaller context fails in another way: the code remembers something between runs.',
} as const;

/**
 * Looks for the smallest context with which the code still raises the same. Candidates share an
 * interpreter, or it would take minutes; what is found is run once more in one of its own.
 */
export function useShrink(parts: RunSource, python: PythonState, draft: Draft) {
  const [state, setState] = useState<ShrinkState | null>(null);
  const stopRef = useRef<AbortController | null>(null);
  useEffect(() => () => stopRef.current?.abort(), []);

  const start = async () => {
    const made = draft.read();
    if (!made || python.phase !== 'ready') return;
    const { runner } = python;
    const stop = new AbortController();
    stopRef.current = stop;
    /** What a context makes the code raise: type and message, or null when it raises nothing. */
    const raised = async (contextText: string, keep: boolean): Promise<string | null> => {
      const { text } = buildBundle({ ...parts.source, ...made, contextText }, parts.runtime);
      const end = await runner.run({
        bundleText: text,
        limitMs: LIMIT_MS,
        keep,
        onOutput: () => {},
      });
      const { outcome, validation_message: message } = readRunRecord(end.outcomeText).facts;
      const isRaised = outcome === '"error"' || outcome === '"rejected"';
      return end.ending === 'finished' && isRaised ? `${outcome} ${message}` : null;
    };
    setState({ phase: 'running', shrunk: null });
    try {
      const context = made.contextText ?? '{}';
      const wanted = await raised(context, false);
      if (wanted === null) return setState({ phase: 'refused', message: REFUSED.nothing });
      const shrunk = await shrinkJson(context, {
        happens: async (text) => (await raised(text, true)) === wanted,
        onProgress: (soFar) => setState({ phase: 'running', shrunk: soFar }),
        signal: stop.signal,
        maxTries: MAX_TRIES,
      });
      const isSame = (await raised(shrunk.text, false)) === wanted;
      setState(isSame ? { phase: 'ended', shrunk } : { phase: 'refused', message: REFUSED.gone });
    } catch (error) {
      setState({
        phase: 'refused',
        message: failureWords(error),
      });
    } finally {
      stopRef.current = null;
    }
  };

  return {
    state,
    isBusy: state?.phase === 'running',
    start: () => void start(),
    stop: () => {
      stopRef.current?.abort();
      if (python.phase === 'ready') python.runner.stop();
    },
    clear: () => setState(null),
  };
}
