import { createHash } from 'node:crypto';
import type { VerdictReport } from '@/lib/contract/verdict-report';
import { compareRuns, type RunComparison } from '@/lib/domain/compare-runs';
import { MAX_DIFF_BYTES } from '@/lib/domain/limits';
import { isRecorded, type RunRecord, readRunRecord } from '@/lib/domain/run-record';
import { unifiedDiff } from '@/lib/format/unified-diff';
import { describeEnd } from './describe-end';
import { readOutcome } from './read-outcome';
import { type RunInSandbox, runInSandbox } from './run-in-sandbox';
import type { Sandbox } from './sandbox';
import { sandboxLimits } from './sandbox-limits';

export interface RecordedProgram {
  /** The download, whole. */
  program: string;
  /** The recording, JSON text as it was sent. */
  outputText: string | null;
  /** Of what the file is about, lower-case hex. */
  bundleSha256: string;
}

/** A rerun that takes longer says nothing. */
const LIMIT_MS = 30_000;

/**
 * Runs a download in the sandbox and compares what comes out with its recording, as `--verify` does on a
 * person's machine: once more where they differ, to tell what changes by itself. Null where there is
 * nothing to compare with, or where the run came to no end that counts: over a limit, or stopped.
 */
export async function verifyInSandbox(
  sandbox: Sandbox,
  recorded: RecordedProgram,
  signal: AbortSignal,
  runIn: RunInSandbox = runInSandbox,
): Promise<VerdictReport | null> {
  const before = readRunRecord(recorded.outputText);
  if (!isRecorded(before)) return null;
  const again = () => rerun(runIn, sandbox, recorded.program, before, signal);
  const first = await again();
  if (!first) return null;
  const comparison = await compareRuns(before, first.record, sha256);
  const report = (outcome: VerdictReport['outcome'], found: RunComparison): VerdictReport => ({
    outcome,
    python: first.record.python ?? sandbox.python.version,
    implementation: 'cpython',
    bundle_sha256: recorded.bundleSha256,
    masked: found.isMasked && found.isSame,
    differences: found.differences.map(({ part, before: a, after: b }) => ({
      part,
      diff: unifiedDiff(part, a, b, MAX_DIFF_BYTES / 4)
        .toWellFormed()
        .replaceAll('\0', '\u2400'),
    })),
  });
  if (comparison.isSame) return report('same', comparison);
  if (first.needsNetwork) return report('needs_network', comparison);
  const second = await again();
  if (!second) return null;
  const both = await compareRuns(first.record, second.record, sha256);
  return both.isSame ? report('different', comparison) : report('non_deterministic', both);
}

interface EndedRerun {
  record: RunRecord;
  needsNetwork: boolean;
}

async function rerun(
  runIn: RunInSandbox,
  sandbox: Sandbox,
  program: string,
  recorded: RunRecord,
  signal: AbortSignal,
): Promise<EndedRerun | null> {
  const allowedMs = Math.min(LIMIT_MS, (recorded.timeoutS ?? Number.POSITIVE_INFINITY) * 1e3);
  const limits = sandboxLimits(allowedMs);
  const hashSeed = recorded.hashSeed ?? 0;
  const end = await runIn(sandbox, { program, mode: 'replay', limits, hashSeed, signal });
  const outcome = describeEnd(end, limits, null);
  if (!('outputText' in outcome) || outcome.outputText === null) return null;
  if (outcome.kind === 'rejected' && recorded.timeoutS === null) return null;
  if (end.stop !== null && end.stop !== 'wall') return null;
  const record = readRunRecord(outcome.outputText);
  // What ended it is said in the words of whoever ended it.
  if (outcome.kind === 'rejected') {
    record.facts.validation_message = recorded.facts.validation_message;
  }
  return { record, needsNetwork: readOutcome(end.outcome).needsNetwork };
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return createHash('sha256').update(bytes).digest('hex');
}
