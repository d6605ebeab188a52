import type { ArchivedRun } from '@/lib/domain/archived-run';
import type { LogEntry } from '@/lib/domain/log-entry';
import { createdAtText } from '@/lib/format/created-at-text';
import { dataMembers } from './data-members';
import { entryJson } from './entry-json';

/**
 * An execution as its producer would send it again, in one line, without the `}` at its end: steps and entries
 * follow. What the server knows beside that is in `archived`. Texts of the producer are spliced in.
 */
export function archivedHead(run: ArchivedRun): string {
  const { summary } = run;
  const own = {
    id: summary.externalId ?? summary.id,
    created_at: createdAtText(summary),
    started_at: run.startedAt,
    finished_at: run.finishedAt,
    duration_ms: summary.durationMs,
    status: summary.status,
    event: summary.event,
    target: summary.target,
    target_record_id: summary.targetRecordId,
    raised_action: summary.raisedAction,
    validation_message: run.validationMessage,
    request_id: summary.requestId,
    triggered_by: summary.triggeredBy,
    environment: summary.environment,
    attempt: summary.attempt,
    retry_of: run.retryOf,
    language: run.language,
    code: run.code,
  };
  const raw = [
    dataMembers(run.actionsText, 'actions'),
    dataMembers(run.triggerText, 'trigger'),
    dataMembers(run.contextText, 'context'),
    dataMembers(run.outputText, 'output'),
    dataMembers(run.attributesText, 'attributes'),
    `"archived":${archivedMember(run)}`,
  ];
  return `${JSON.stringify(own).slice(0, -1)},${raw.join(',')}`;
}

function archivedMember({ summary, receivedAt, alterations, attempts }: ArchivedRun): string {
  const { id, flags, reproducibility } = summary;
  const own = { id, received_at: receivedAt, flags, reproducibility, alterations };
  const texts = attempts.map(({ contextText, outputText, stepsText, ...one }) => {
    const said = {
      attempt: one.attempt,
      status: one.status,
      started_at: one.startedAt,
      finished_at: one.finishedAt,
      duration_ms: one.durationMs,
      raised_action: one.raisedAction,
      validation_message: one.validationMessage,
      requested_by: one.requestedBy,
    };
    const raw = [
      dataMembers(contextText, 'context'),
      dataMembers(outputText, 'output'),
      dataMembers(stepsText, 'steps'),
    ];
    return `${JSON.stringify(said).slice(0, -1)},${raw.join(',')}}`;
  });
  return `${JSON.stringify(own).slice(0, -1)},"attempts":[${texts.join(',')}]}`;
}

/** An entry as the API takes it, with what it says beside the known members. */
export function archivedEntry(entry: LogEntry): string {
  const inner = entry.extraText?.trim().slice(1, -1).trim() ?? '';
  const extra = inner === '' ? '' : `,${inner.replace(/[\r\n]+/g, ' ')}`;
  return `${entryJson(entry).slice(0, -1)}${extra}}`;
}
