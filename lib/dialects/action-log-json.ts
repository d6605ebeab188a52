import type { z } from 'zod';
import { endedAt } from '@/lib/domain/ended-at';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import { isTerminal } from '@/lib/domain/status';
import type { actionLogSchema } from './action-log-schema';
import { type Attributes, readAttributes } from './attributes';
import { isoTime } from './iso-time';

/**
 * One execution as StackOne documents an action log. What has a column here comes from it, and the rest
 * from the attribute of the same name; null where it was not sent, or is of another type than the
 * documented one.
 */
export function actionLogJson(execution: ExecutionMetadata): z.infer<typeof actionLogSchema> {
  const sent = readAttributes(execution.attributesText);
  const id = execution.externalId ?? execution.id;
  const ended = endedAt(execution);
  return {
    log_id: sent.text('log_id') ?? id,
    log_type: 'action',
    action_run_id: id,
    event_time: dateTime(sent.text('event_time')) ?? isoTime(execution.createdAt),
    start_time: execution.startedAt && isoTime(execution.startedAt),
    end_time: ended && isoTime(ended),
    duration_ms: execution.durationMs,
    ...texts(sent, ['project_id', 'account_id']),
    success: sent.flag('success') ?? successOf(execution),
    status_code: sent.number('status_code'),
    ...texts(sent, ['connector_key', 'connector_version', 'connector_owner']),
    mode: sent.text('mode') ?? execution.environment,
    ...texts(sent, REQUEST),
    is_background: sent.flag('is_background'),
    ...texts(sent, ['origin_owner_id', 'origin_owner_name']),
    action_id: sent.text('action_id') ?? execution.raisedAction ?? execution.actionKeys[0] ?? null,
    ...texts(sent, ['connector_profile_id', 'action_type', 'category', 'risk_level']),
    tier2_score: sent.number('tier2_score'),
  };
}

const REQUEST = [
  'http_method',
  'url',
  'source_type',
  'source_id',
  'source_value',
  'auth_type',
  'auth_id',
  'user_agent',
  'ip_address',
  'session_id',
  'agent_id',
  'transport_type',
  'stream_type',
] as const;

function texts<K extends string>(sent: Attributes, names: readonly K[]): Record<K, string | null> {
  const pairs = names.map((name) => [name, sent.text(name)]);
  return Object.fromEntries(pairs) as Record<K, string | null>;
}

/** The producer's own spelling of a moment, where it is one: the document calls it a date-time. */
function dateTime(text: string | null): string | null {
  return text !== null && DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Unknown until it has ended. */
function successOf({ status }: ExecutionMetadata): boolean | null {
  return isTerminal(status) ? status === 'success' : null;
}
