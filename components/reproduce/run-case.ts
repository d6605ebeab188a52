import { buildBundle } from '@/lib/bundle/build-bundle';
import { type CaseVerdict, decideCaseVerdict } from '@/lib/domain/case-verdict';
import { pinnedOutcome } from '@/lib/domain/pinned-outcome';
import { readRunRecord } from '@/lib/domain/run-record';
import { failureWords } from '@/lib/format/failure-words';
import { runWords } from '@/lib/format/run-words';
import { collectRun } from './collect-run';
import { fetchRunSource } from './fetch-run-source';
import { judgeRun, runLimitMs } from './judge-run';
import { MAX_DRAWN_CHARS } from './printed-text';
import type { PythonRunner } from './python-runner';

interface CaseRun {
  runner: PythonRunner;
  /** Of the Python in the browser. */
  python: string;
  /** Where the case is read. */
  url: string;
  /** Runs in place of the case's own; null: its own. */
  code: string | null;
  signal: AbortSignal;
}

/**
 * Runs one case in an interpreter of its own and compares what comes out with what was pinned. Never
 * rejects: what keeps it from running is a verdict as well. Nothing is stored or reported.
 */
export async function runCase(run: CaseRun): Promise<CaseVerdict> {
  try {
    return await runAndJudge(run);
  } catch (error) {
    if (run.signal.aborted) return { kind: 'stopped' };
    return { kind: 'failed', message: failureWords(error) };
  }
}

/** As much as is drawn, in memory of its own: a hundred cases would keep all that they printed. */
function drawn(text: string): string {
  const start = new TextEncoder().encode(text.slice(0, MAX_DRAWN_CHARS));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(start);
}

async function runAndJudge({ runner, python, url, code, signal }: CaseRun): Promise<CaseVerdict> {
  const { source, runtime } = await fetchRunSource(url, signal);
  const recorded = readRunRecord(source.outputText);
  const pinned = pinnedOutcome(recorded);
  if (!pinned) {
    return { kind: 'failed', message: 'its recording has no outcome, message or stdout' };
  }
  const isOther = code !== null && code !== source.code;
  const changed = isOther ? { code, edited: ['code'] as const } : {};
  const { text } = buildBundle({ ...source, ...changed }, runtime);
  signal.throwIfAborted();
  const limitMs = runLimitMs(recorded);
  const { hashSeed } = recorded;
  const ended = await collectRun(runner, { bundleText: text, limitMs, hashSeed });
  const { end, streams } = ended;
  const judged = await judgeRun(ended, code ?? source.code, recorded, pinned);
  const words = runWords({
    ...{ ending: end.ending, message: end.message, limitMs, python, comparison: null },
    ...{ outputBytes: streams.stdout.length + streams.stderr.length, edited: [] },
    ...{ isRecorded: true, recordedPython: recorded.python },
  });
  const { comparison } = judged;
  const differences = comparison?.differences.map(({ part, before, after }) => {
    return { part, before: drawn(before), after: drawn(after) };
  });
  return decideCaseVerdict({
    ...judged,
    comparison: comparison && differences ? { ...comparison, differences } : null,
    wasStopped: end.ending === 'stopped',
    ended: words.headline,
  });
}
