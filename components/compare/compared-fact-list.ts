import type { ExecutionMetadata } from '@/lib/domain/execution';
import type { RecordedOutput } from '@/lib/domain/recorded-output';
import { formatDuration } from '@/lib/format/format-duration';
import { STATUS_LABEL } from '@/lib/format/status-label';
import { VERDICT_LABEL } from '@/lib/format/verdict-label';
import type { ComparedFact } from './compared-facts';

interface Side {
  metadata: ExecutionMetadata;
  output: RecordedOutput;
}

const FACTS: [name: string, value: (side: Side) => string | Date | null][] = [
  ['Status', ({ metadata }) => STATUS_LABEL[metadata.status]],
  ['Created at', ({ metadata }) => metadata.createdAt],
  ['Event', ({ metadata }) => metadata.event],
  ['Target', ({ metadata }) => metadata.target],
  ['Target record ID', ({ metadata }) => metadata.targetRecordId],
  ['Raised action', ({ metadata }) => metadata.raisedAction],
  ['Executed action IDs', ({ metadata }) => metadata.actionKeys.join(', ')],
  [
    'Execution time',
    ({ metadata: { durationMs } }) => (durationMs === null ? null : formatDuration(durationMs)),
  ],
  ['Triggered by', ({ metadata }) => metadata.triggeredBy],
  ['Environment', ({ metadata }) => metadata.environment],
  ['Attempt', ({ metadata }) => String(metadata.attempt)],
  ['Request ID', ({ metadata }) => metadata.requestId],
  ['Code version', ({ metadata }) => metadata.codeSha256?.slice(0, 12) ?? null],
  ['Python', ({ metadata, output }) => output.python ?? metadata.language],
  ['Exit code', ({ output }) => (output.exitCode === null ? null : String(output.exitCode))],
  ['Outcome', ({ output }) => output.outcome],
  ['Warnings', ({ metadata }) => String(metadata.warningCount)],
  ['Errors', ({ metadata }) => String(metadata.errorCount)],
  ['Reproducibility', ({ metadata }) => VERDICT_LABEL[metadata.reproducibility]],
  ['Error group', ({ metadata }) => metadata.errorGroup],
  ['Started at', ({ metadata }) => metadata.startedAt],
  ['Finished at', ({ metadata }) => metadata.finishedAt],
  ['Producer’s ID', ({ metadata }) => metadata.externalId],
  ['Attributes', ({ metadata }) => metadata.attributesText],
  ['Trigger', ({ metadata }) => metadata.triggerText],
];

/** What is known of two logs, in the order of the log page. */
export function comparedFacts(before: Side, after: Side): ComparedFact[] {
  return FACTS.map(([name, value]) => ({ name, before: value(before), after: value(after) }));
}
