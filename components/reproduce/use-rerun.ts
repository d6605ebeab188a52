import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { buildBundle } from '@/lib/bundle/build-bundle';
import type { RunRecord } from '@/lib/domain/run-record';
import { failureWords } from '@/lib/format/failure-words';
import type { RunSource } from './fetch-run-source';
import { type JudgedRun, judgeRun, runLimitMs } from './judge-run';
import type { Draft } from './use-draft';
import type { PythonState } from './use-python';
import { useRun } from './use-run';
import { type VerdictReport, verdictReport } from './verdict-report';

/** What came of a run that has ended. */
export interface Rerun extends JudgedRun {
  edited: Draft['edited'];
  limitMs: number;
}

interface RerunOptions {
  parts: RunSource;
  recorded: RunRecord;
  python: PythonState;
  draft: Draft;
  onVerdict?: (report: VerdictReport) => unknown;
}

/** Runs the draft, as soon as Python is ready, and compares what comes out with the recording. */
export function useRerun({ parts, recorded, python, draft, onVerdict }: RerunOptions) {
  const { view, start } = useRun();
  const [result, setResult] = useState<Rerun | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isWanted, setWanted] = useState(false);
  const isBusyRef = useRef(false);
  const [isBusy, setBusy] = useState(false);

  const run = async ({ runner, python: version }: Extract<PythonState, { phase: 'ready' }>) => {
    const made = draft.read();
    if (!made || isBusyRef.current) return;
    isBusyRef.current = true;
    setBusy(true);
    setResult(null);
    setProblem(null);
    try {
      const edited = made.edited.length > 0 ? made.edited : undefined;
      const { text } = buildBundle({ ...parts.source, ...made, edited }, parts.runtime);
      const limitMs = runLimitMs(recorded);
      const ended = await start(runner, text, limitMs);
      const judged = await judgeRun(ended, made.code, recorded);
      const { comparison, limits } = judged;
      setResult({ ...judged, edited: made.edited, limitMs });
      if (!comparison || edited || (!comparison.isSame && limits.met.length > 0)) return;
      const report = await verdictReport(text, comparison, version);
      if (report) onVerdict?.(report);
    } catch (error) {
      setProblem(failureWords(error));
    } finally {
      isBusyRef.current = false;
      setBusy(false);
    }
  };
  const begin = useEffectEvent(() => {
    if (python.phase === 'ready') void run(python);
  });
  useEffect(() => {
    if (!isWanted || python.phase === 'loading') return;
    setWanted(false);
    begin();
  }, [isWanted, python.phase]);

  return {
    view,
    result,
    problem,
    isBusy: isBusy || isWanted,
    start: () => setWanted(true),
    stop: () => {
      setWanted(false);
      if (python.phase === 'ready') python.runner.stop();
    },
  };
}
