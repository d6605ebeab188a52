import type { z } from 'zod';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import type { attemptSchema } from './attempt-schema';

/** An attempt on the wire. */
export function attemptJson(one: ExecutionAttempt): z.infer<typeof attemptSchema> {
  return {
    execution_id: one.executionId,
    attempt: one.attempt,
    is_last: one.isLast,
    status: one.status,
    started_at: one.startedAt?.toISOString() ?? null,
    finished_at: one.finishedAt?.toISOString() ?? null,
    duration_ms: one.durationMs,
    raised_action: one.raisedAction,
    validation_message: one.validationMessage,
    code_sha256: one.codeSha256,
    context_bytes: one.contextBytes,
    output_bytes: one.outputBytes,
    warning_count: one.warningCount,
    error_count: one.errorCount,
    requested_by: one.requestedBy,
    requested_at: one.requestedAt?.toISOString() ?? null,
    executor: one.executor,
    worker_id: one.workerId,
  };
}
