import type { z } from 'zod';
import type { ExecutionMetadata, ExecutionSummary } from '@/lib/domain/execution';
import { createdAtText } from '@/lib/format/created-at-text';
import { dataMembers } from './data-members';
import type { ExecutionSummaryJson, executionOwnSchema } from './execution-schema';
import { STATUS_NAME } from './status-name';

/** A list row on the wire. */
export function summaryJson(execution: ExecutionSummary): ExecutionSummaryJson {
  return {
    id: execution.id,
    external_id: execution.externalId,
    created_at: createdAtText(execution),
    status: execution.status,
    status_label: STATUS_NAME[execution.status],
    event: execution.event,
    target: execution.target,
    target_record_id: execution.targetRecordId,
    validation_message: execution.validationMessage,
    raised_action: execution.raisedAction,
    action_keys: [...execution.actionKeys],
    duration_ms: execution.durationMs,
    request_id: execution.requestId,
    triggered_by: execution.triggeredBy,
    environment: execution.environment,
    attempt: execution.attempt,
    warning_count: execution.warningCount,
    error_count: execution.errorCount,
    step_count: execution.stepCount,
    reproducibility: execution.reproducibility,
    error_group: execution.errorGroup,
    flags: [...execution.flags],
  };
}

/**
 * One execution as JSON text. `actions`, `trigger` and `attributes` are the producer's own text,
 * spliced in: a parse would change large numbers. What is no strict JSON (`NaN`) comes as text, under
 * `attributes_text` and the like.
 */
export function metadataJson(execution: ExecutionMetadata): string {
  const own: z.infer<typeof executionOwnSchema> = {
    ...summaryJson(execution),
    received_at: execution.receivedAt.toISOString(),
    started_at: execution.startedAt?.toISOString() ?? null,
    finished_at: execution.finishedAt?.toISOString() ?? null,
    retry_of: execution.retryOf,
    language: execution.language,
    code_sha256: execution.codeSha256,
    context_bytes: execution.contextBytes,
    alterations: [...execution.alterations],
  };
  const raw = [
    dataMembers(execution.actionsText, 'actions'),
    dataMembers(execution.triggerText, 'trigger'),
    dataMembers(execution.attributesText, 'attributes'),
  ].join(',');
  return `${JSON.stringify(own).slice(0, -1)},${raw}}`;
}
