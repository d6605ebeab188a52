import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { buildBundle } from '@/lib/bundle/build-bundle';
import { type BrowserLimits, browserLimits } from '@/lib/domain/browser-limits';
import { compareRuns, type RunComparison } from '@/lib/domain/compare-runs';
import { isRecorded, type RunRecord, readRunRecord } from '@/lib/domain/run-record';
import { sha256 } from './bundle-sha256';
import { RUN_LIMIT_MS } from './python-runner';
import type { Draft } from './use-draft';
import type { PythonState } from './use-python';
import { type EndedRun, useRun } from './use-run';
import type { RunSource } from './use-run-source';
import { type VerdictReport, verdictReport } from './verdict-report';

/** What came of a run that has ended. */
export interface Rerun {
  now: RunRecord;
  /** Null when there is nothing to compare with, or the run was ended before its own end. */
  comparison: RunComparison | null;
  limits: BrowserLimits;
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

/** A run as a record: its outcome file, its streams, and what its end says. */
function recordOf({ end, streams }: EndedRun, recorded: RunRecord): RunRecord {
  const told = readRunRecord(end.outcomeText);
  const facts = { ...told.facts, exit_code: end.exitCode === null ? null : String(end.exitCode) };
  if (end.ending === 'timeout') {
    facts.exit_code = '137';
    facts.outcome = '"timeout"';
    facts.validation_message = recorded.facts.validation_message;
  } else facts.outcome ??= end.ending === 'finished' ? '"exit"' : null;
  return { ...told, streams, facts };
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
      const limitMs = Math.min(RUN_LIMIT_MS, (recorded.timeoutS ?? Number.POSITIVE_INFINITY) * 1e3);
      const ended = await start(runner, text, limitMs);
      const { ending } = ended.end;
      const now = recordOf(ended, recorded);
      const hasEnded =
        ending === 'finished' || (ending === 'timeout' && recorded.timeoutS !== null);
      const comparison =
        hasEnded && isRecorded(recorded) ? await compareRuns(recorded, now, sha256) : null;
      const stderr = new TextDecoder().decode(ended.streams.stderr.slice(-100_000));
      const limits = browserLimits(made.code, `${stderr}\n${ended.end.message ?? ''}`);
      setResult({ now, comparison, limits, edited: made.edited, limitMs });
      if (!comparison || edited || (!comparison.isSame && limits.met.length > 0)) return;
      const report = await verdictReport(text, comparison, version);
      if (report) onVerdict?.(report);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
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
