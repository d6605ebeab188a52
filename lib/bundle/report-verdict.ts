import type { VerdictReport } from '@/lib/contract/verdict-report';
import { getStoredRun } from '@/lib/db/executions/get-stored-run';
import type { StoredRun } from '@/lib/db/executions/list-stored-runs';
import { saveVerdict } from '@/lib/db/verdicts/save-verdict';
import { triedSha256 } from '@/lib/db/verdicts/tried-content';
import { AppError } from '@/lib/domain/app-error';
import { decideVerdict, type VerdictDecision } from '@/lib/domain/decide-verdict';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { VerdictSource } from '@/lib/domain/execution-verdict';
import type { ProjectId } from '@/lib/domain/project';
import {
  hasRecording,
  type RecordedOutput,
  readRecordedOutput,
} from '@/lib/domain/recorded-output';
import { storedSha256 } from './stored-sha256';

/** An execution that changes faster than it can be read is left alone. */
const MAX_TRIES = 3;

interface Reporter {
  source: VerdictSource;
  /** Name of the person, or of the API key. */
  name: string;
}

/**
 * Takes what a rerun found as the verdict of an execution, where it counts. Throws `not_found`, and
 * `conflict` when nothing was recorded, or when what ran is not the present bundle.
 */
export async function reportVerdict(
  projectId: ProjectId,
  id: ExecutionId,
  report: VerdictReport,
  by: Reporter,
): Promise<VerdictDecision> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const run = await getStoredRun(projectId, id);
    const recorded = readRecordedOutput(run.outputText);
    requireSame(run, recorded, report);
    const decision = decideVerdict(report, recorded.python, run.summary.reproducibility);
    if (!decision.counted) return decision;
    const outcome = await saveVerdict(projectId, id, {
      verdict: decision.verdict,
      python: report.python,
      implementation: report.implementation,
      bundleSha256: report.bundle_sha256,
      source: by.source,
      reportedAt: new Date(),
      reportedBy: by.name,
      masked: report.masked,
      differences: report.differences,
      triedSha256: triedSha256(run),
    });
    if (outcome === 'saved') return decision;
  }
  throw new AppError('conflict', 'The execution is being changed at this moment: run it again');
}

function requireSame(run: StoredRun, recorded: RecordedOutput, report: VerdictReport): void {
  const present = storedSha256(run);
  if (present === null || !hasRecording(recorded)) {
    throw new AppError('conflict', 'Not recorded: there is nothing to compare a rerun with');
  }
  if (present !== report.bundle_sha256) {
    throw new AppError(
      'conflict',
      'What ran is not the present file of this execution: it was edited, or the execution has changed since. Download it again.',
    );
  }
}
