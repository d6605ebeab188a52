import type { PoolClient } from 'pg';
import { cutText } from '@/lib/domain/cut-text';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingExecution } from '@/lib/domain/incoming-execution';
import { MAX_LIST_MESSAGE_LENGTH } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { isRecordingText } from '@/lib/domain/recorded-output';
import { searchText } from '@/lib/domain/search-text';
import { STATUS_CODE } from '@/lib/domain/status';
import type { CountedRow } from '../rollups/dimensions';
import type { StoredItem } from './stored-item';
import { textArray } from './text-array';

/** Columns that a message may leave open; the other one of the two messages then fills them. */
const OPEN_COLUMNS = {
  started_at: 'timestamptz',
  finished_at: 'timestamptz',
  duration_ms: 'double precision',
  target_record_id: 'text',
  raised_action: 'text',
  validation_message: 'text',
  request_id: 'text',
  triggered_by: 'text',
  environment: 'text',
  external_id: 'text',
  retry_of: 'uuid',
  retry_root: 'uuid',
  language: 'text',
  code_sha256: 'bytea',
  error_group: 'text',
} as const;

type OpenColumn = keyof typeof OPEN_COLUMNS;

const OPEN = Object.keys(OPEN_COLUMNS) as OpenColumn[];

/** When a row `e` says that it ended. */
export const ENDED_AT = `coalesce(e.finished_at, e.started_at + e.duration_ms * interval '1 ms')`;

/** Stages by status code: 0 and 1 wait, 2 and 3 run, the rest is over. */
const stage = (row: string) => `least(${row}.status / 2, 2)`;
const IS_LATER = `${stage('e')} <= ${stage('excluded')}`;
const merged = (column: string) =>
  `${column} = CASE WHEN ${IS_LATER} THEN coalesce(excluded.${column}, e.${column}) ` +
  `ELSE coalesce(e.${column}, excluded.${column}) END`;
const decided = (column: string) =>
  `${column} = CASE WHEN ${IS_LATER} THEN excluded.${column} ELSE e.${column} END`;

/** A message that says of itself that it began after the end: no late one, but a wrong one. */
const IS_AFTER_END = `(${stage('e')} = 2 AND ${stage('excluded')} < 2
  AND coalesce(excluded.started_at > ${ENDED_AT}, false))`;

const UPSERT = `
  INSERT INTO runlens.executions AS e (project_id, id, created_at, received_at, status, event, target,
    action_keys, attempt, content_sha256, flags, search, has_output, warning_count, error_count, step_count,
    ${OPEN.join(', ')})
  SELECT $1::int, u.id, u.created_at, u.received_at, u.status, u.event, u.target,
    u.action_keys::text[], u.attempt, u.content_sha256, u.flags::text[], u.search,
    u.has_output, u.warning_count, u.error_count, u.step_count,
    ${OPEN.map((column) => `u.${column}`).join(', ')}
  FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::smallint[], $6::text[], $7::text[],
    $8::text[], $9::smallint[], $10::bytea[], $11::text[], $12::text[],
    $13::boolean[], $14::int[], $15::int[], $16::int[],
    ${OPEN.map((column, index) => `$${17 + index}::${OPEN_COLUMNS[column]}[]`).join(', ')})
  AS u (id, created_at, received_at, status, event, target, action_keys, attempt, content_sha256, flags,
    search, has_output, warning_count, error_count, step_count, ${OPEN.join(', ')})
  ON CONFLICT (project_id, id) DO UPDATE SET prev_status = e.status,
    prev_facets = ARRAY[e.event, e.target, e.triggered_by, e.environment,
      e.reproducibility::text] || e.action_keys,
    has_output = e.has_output OR excluded.has_output,
    ${['status', 'event', 'target', 'content_sha256', 'search'].map(decided).join(', ')},
    action_keys = CASE WHEN excluded.action_keys <> '{}' AND (${IS_LATER} OR e.action_keys = '{}')
      THEN excluded.action_keys ELSE e.action_keys END,
    flags = CASE WHEN e.flags @> excluded.flags THEN e.flags ELSE e.flags || excluded.flags END,
    ${OPEN.map(merged).join(', ')}
  WHERE e.content_sha256 <> excluded.content_sha256
    AND NOT (${stage('e')} = 2 AND ${stage('excluded')} = 2)
    AND e.attempt <= excluded.attempt AND NOT ${IS_AFTER_END}
    AND (${IS_LATER}
      OR (excluded.has_output AND NOT e.has_output)
      OR (e.action_keys = '{}' AND excluded.action_keys <> '{}')
      OR num_nulls(${OPEN.map((column) => `e.${column}`).join(', ')}) >
        num_nulls(${OPEN.map((column) => `coalesce(e.${column}, excluded.${column})`).join(', ')}))
  RETURNING id, status, prev_status, prev_facets, event, target, target_record_id, action_keys,
    triggered_by, environment, reproducibility, request_id, external_id,
    validation_message, search`;

/** A row as it stands after the upsert; `prev_status` and `prev_facets` are null for a new one. */
export interface UpsertedRow extends CountedRow {
  id: ExecutionId;
  prev_status: number | null;
  prev_facets: readonly (string | null)[] | null;
  target_record_id: string | null;
  request_id: string | null;
  external_id: string | null;
  validation_message: string | null;
  search: string;
}

/**
 * Inserts or merges the list rows in one statement that concurrent senders cannot break: the later
 * stage decides, and what one of two messages leaves open is taken from the other. Rows that stay as
 * they are do not come back. Each id may occur once, in order, or two requests could lock each other.
 */
export async function upsertRows(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
): Promise<Map<ExecutionId, UpsertedRow>> {
  const rows = items.map((item) => ({ item, x: item.execution, open: openValues(item) }));
  const { rows: upserted } = await client.query<UpsertedRow>(UPSERT, [
    projectId,
    rows.map(({ item }) => item.id),
    rows.map(({ item }) => item.createdAt.toISOString()),
    rows.map(({ x }) => x.receivedAt.toISOString()),
    rows.map(({ x }) => STATUS_CODE[x.status]),
    await textArray(rows.map(({ x }) => x.event)),
    await textArray(rows.map(({ x }) => x.target)),
    await textArray(rows.map(({ x }) => arrayLiteral(x.actions.map((action) => action.key)))),
    rows.map(({ x }) => x.attempt),
    rows.map(({ x }) => `\\x${x.contentSha256}`),
    await textArray(
      rows.map(({ item }) => arrayLiteral(new Set(item.alterations.map(({ code }) => code)))),
    ),
    await textArray(rows.map(({ x }) => searchTextOf(x))),
    rows.map(({ x }) => isRecordingText(x.outputText)),
    rows.map(({ x }) => countOfLevel(x, 2)),
    rows.map(({ x }) => countOfLevel(x, 3)),
    rows.map(({ x }) => x.steps.length),
    ...OPEN.map((column) => rows.map(({ open }) => open[column])),
  ]);
  return new Map(upserted.map((row) => [row.id, row]));
}

/**
 * What a merged row was counted as before the merge, or null for a new row. The database keeps it
 * beside the row, because no statement beforehand could read what the upsert then finds.
 */
export function countedBefore(row: UpsertedRow): CountedRow | null {
  if (row.prev_status === null || row.prev_facets === null) return null;
  const [event, target, triggeredBy, environment, reproducibility, ...actionKeys] = row.prev_facets;
  return {
    status: row.prev_status,
    event: event ?? '',
    target: target ?? '',
    triggered_by: triggeredBy ?? null,
    environment: environment ?? null,
    reproducibility: Number(reproducibility),
    action_keys: actionKeys.filter((key) => key !== null),
  };
}

/** Member by member: to copy a message for it takes ten times as long as the text. */
function searchTextOf(x: IncomingExecution): string {
  const { requestId, targetRecordId, target, event, externalId, validationMessage } = x;
  const actionKeys = x.actions.map((action) => action.key);
  const identifiers = { requestId, targetRecordId, target, event, externalId };
  return searchText({ ...identifiers, actionKeys, validationMessage });
}

const countOfLevel = ({ entries }: IncomingExecution, level: number) =>
  entries.reduce((count, entry) => count + (entry.level === level ? 1 : 0), 0);

/** Moments as text: the driver would write them in the zone of this machine, which takes it far longer. */
function openValues(item: StoredItem): Record<OpenColumn, number | string | null> {
  const x = item.execution;
  return {
    started_at: x.startedAt?.toISOString() ?? null,
    finished_at: x.finishedAt?.toISOString() ?? null,
    duration_ms: x.durationMs,
    target_record_id: x.targetRecordId,
    raised_action: x.raisedAction,
    validation_message:
      x.validationMessage && cutText(x.validationMessage, MAX_LIST_MESSAGE_LENGTH),
    request_id: x.requestId,
    triggered_by: x.triggeredBy,
    environment: x.environment,
    external_id: x.externalId,
    retry_of: item.retryOf,
    retry_root: item.retryRoot,
    language: x.language,
    code_sha256: x.code && `\\x${x.code.sha256}`,
    error_group: item.failure?.fingerprint ?? null,
  };
}

/** A list of texts as one text: the driver cannot send a list of lists of different lengths. */
function arrayLiteral(values: Iterable<string>): string {
  const quoted = Array.from(values, (value) => `"${value.replace(/["\\]/g, '\\$&')}"`);
  return `{${quoted.join(',')}}`;
}
