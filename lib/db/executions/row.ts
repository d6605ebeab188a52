import type { ExecutionSummary } from '@/lib/domain/execution';
import { statusOfCode } from '@/lib/domain/status';
import { verdictOfCode } from '@/lib/domain/verdict';
import { Prisma } from '../generated/client';

export interface SummaryRow {
  id: string;
  created_at: Date;
  status: number;
  event: string;
  target: string;
  target_record_id: string | null;
  validation_message: string | null;
  raised_action: string | null;
  action_keys: string[];
  duration_ms: number | null;
  request_id: string | null;
  triggered_by: string | null;
  environment: string | null;
  attempt: number;
  external_id: string | null;
  warning_count: number;
  error_count: number;
  step_count: number;
  reproducibility: number;
  error_group: string | null;
  flags: string[];
}

export const SUMMARY_COLUMNS = Prisma.sql`id, created_at, status, event, target, target_record_id,
  validation_message, raised_action, action_keys, duration_ms, request_id, triggered_by,
  environment, attempt, external_id, warning_count, error_count, step_count, reproducibility,
  error_group, flags`;

export function toSummary(row: SummaryRow): ExecutionSummary {
  return {
    id: row.id,
    createdAt: row.created_at,
    status: statusOfCode(row.status),
    event: row.event,
    target: row.target,
    targetRecordId: row.target_record_id,
    validationMessage: row.validation_message,
    raisedAction: row.raised_action,
    actionKeys: row.action_keys,
    durationMs: row.duration_ms,
    requestId: row.request_id,
    triggeredBy: row.triggered_by,
    environment: row.environment,
    attempt: row.attempt,
    externalId: row.external_id,
    warningCount: row.warning_count,
    errorCount: row.error_count,
    stepCount: row.step_count,
    reproducibility: verdictOfCode(row.reproducibility),
    errorGroup: row.error_group,
    flags: row.flags,
  };
}
