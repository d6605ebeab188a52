import { type BrowserLimits, browserLimits } from '@/lib/domain/browser-limits';
import { compareRuns, type RunComparison } from '@/lib/domain/compare-runs';
import { isRecorded, type RunRecord, readRunRecord } from '@/lib/domain/run-record';
import { sha256 } from './bundle-sha256';
import type { EndedRun } from './collect-run';
import { RUN_LIMIT_MS } from './python-runner';

/** What came of a run that has ended. */
export interface JudgedRun {
  now: RunRecord;
  /** Null when there is nothing to compare with, or the run was ended before its own end. */
  comparison: RunComparison | null;
  limits: BrowserLimits;
}

/** Milliseconds after which a run is ended: its own limit if it had one, at most what is waited for. */
export function runLimitMs({ timeoutS }: RunRecord): number {
  return Math.min(RUN_LIMIT_MS, (timeoutS ?? Number.POSITIVE_INFINITY) * 1e3);
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

/**
 * Compares a run with its recording, and says what of it cannot run in a browser.
 * @param code what ran
 * @param wanted what of the recording is compared, all of it unless said
 */
export async function judgeRun(
  ended: EndedRun,
  code: string,
  recorded: RunRecord,
  wanted = recorded,
): Promise<JudgedRun> {
  const { ending, message } = ended.end;
  const now = recordOf(ended, recorded);
  const hasEnded = ending === 'finished' || (ending === 'timeout' && recorded.timeoutS !== null);
  const comparison =
    hasEnded && isRecorded(recorded) ? await compareRuns(wanted, now, sha256) : null;
  const stderr = new TextDecoder().decode(ended.streams.stderr.slice(-100_000));
  const limits = browserLimits(code, `${stderr}\n${message ?? ''}`);
  return { now, comparison, limits };
}
