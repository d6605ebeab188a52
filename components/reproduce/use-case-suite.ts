import {
  type Dispatch,
  type SetStateAction,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import type { CaseVerdict } from '@/lib/domain/case-verdict';
import { readRunRecord } from '@/lib/domain/run-record';
import type { CasesCode } from '@/lib/format/case-words';
import { fetchRunSource } from './fetch-run-source';
import { runCase } from './run-case';
import { type PythonPurpose, usePython } from './use-python';

/** By the id of the execution; empty before the first go. */
export type CaseVerdicts = ReadonlyMap<string, CaseVerdict>;

/** All cases run once. */
interface Go {
  ids: readonly string[];
  code: CasesCode;
  isRunning: boolean;
}

interface SuiteOptions {
  runtime: PythonRuntime;
  /** Where a case is read. */
  urlOf: (id: string) => string;
  onVerdicts: Dispatch<SetStateAction<CaseVerdicts>>;
}

/** What Python is started for, so that the first case need not start it again. */
async function firstPurpose(url: string, signal: AbortSignal): Promise<PythonPurpose> {
  try {
    const { source, runtime } = await fetchRunSource(url, signal);
    return { hashSeed: readRunRecord(source.outputText).hashSeed, runtime };
  } catch {
    // The case says why when its turn comes.
    return { hashSeed: null, runtime: '' };
  }
}

/** Runs cases one after the other. Python is fetched when it is first asked for. */
export function useCaseSuite({ runtime, urlOf, onVerdicts }: SuiteOptions) {
  const [purpose, setPurpose] = useState<PythonPurpose | null>(null);
  const python = usePython(runtime, purpose);
  const [go, setGo] = useState<Go | null>(null);
  const [wanted, setWanted] = useState<{ ids: readonly string[]; text: string | null } | null>(
    null,
  );
  const stopRef = useRef<AbortController | null>(null);
  useEffect(() => () => stopRef.current?.abort(), []);

  const put = (id: string, verdict: CaseVerdict) =>
    onVerdicts((before) => new Map(before).set(id, verdict));
  /** @param why those that still wait were not run */
  const finish = (why: string) => {
    stopRef.current = null;
    setGo((before) => before && { ...before, isRunning: false });
    const notRun: CaseVerdict = { kind: 'failed', message: why };
    onVerdicts(
      (before) => new Map([...before].map(([id, v]) => [id, v.kind === 'waiting' ? notRun : v])),
    );
  };

  const runAll = async (ids: readonly string[], code: string | null) => {
    const { state } = python;
    const signal = stopRef.current?.signal;
    if (state.phase === 'failed') return finish('Python could not be started');
    if (state.phase !== 'ready' || !signal) return;
    for (const id of ids) {
      if (signal.aborted) break;
      put(id, { kind: 'running' });
      const { runner, python: version } = state;
      put(id, await runCase({ runner, python: version, url: urlOf(id), code, signal }));
    }
    finish('stopped before its turn');
  };
  const begin = useEffectEvent(({ ids, text }: NonNullable<typeof wanted>) => {
    void runAll(ids, text);
  });
  useEffect(() => {
    if (!wanted || python.state.phase === 'loading') return;
    setWanted(null);
    begin(wanted);
  }, [wanted, python.state.phase]);

  const start = async (ids: readonly string[], code: CasesCode, text: string | null) => {
    const [first] = ids;
    if (stopRef.current || first === undefined) return;
    const stop = new AbortController();
    stopRef.current = stop;
    setGo({ ids, code, isRunning: true });
    onVerdicts(new Map(ids.map((id) => [id, { kind: 'waiting' }])));
    const known = purpose ?? (await firstPurpose(urlOf(first), stop.signal));
    if (stop.signal.aborted) return;
    setPurpose(known);
    setWanted({ ids, text });
  };
  const stop = () => {
    stopRef.current?.abort();
    const isWaiting = wanted !== null || python.state.phase !== 'ready';
    setWanted(null);
    if (isWaiting) finish('stopped before its turn');
    else if (python.state.phase === 'ready') python.state.runner.stop();
  };

  return {
    go,
    isBusy: go?.isRunning ?? false,
    python,
    /** Whether Python has been asked for. */
    isWithPython: purpose !== null,
    start: (...all: Parameters<typeof start>) => void start(...all),
    stop,
  };
}
