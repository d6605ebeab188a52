import type { Pool, PoolClient } from 'pg';
import { FAILING_CODES } from '@/lib/domain/error-group';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { readFailureOutput } from '@/lib/domain/stderr-tail';
import { idSpan } from '../executions/id-span';
import { type Failure, groupOf } from './failure-of';

/** Bytes of a recording up to which it is read together with others. */
const MAX_TOGETHER = 262_144;
/** Bytes of code that is looked into. */
const MAX_CODE = 1_000_000;

const READ = `
  SELECT e.id, e.status, e.error_group, e.raised_action, e.action_keys, e.target_record_id,
    e.request_id, encode(e.code_sha256, 'hex') AS code_sha256,
    coalesce(p.validation_message, e.validation_message) AS message,
    CASE WHEN octet_length(p.output_text) <= ${MAX_TOGETHER} THEN p.output_text END AS output_text,
    coalesce(octet_length(p.output_text) > ${MAX_TOGETHER}, false) AS is_large
  FROM runlens.executions e LEFT JOIN runlens.execution_payloads p
    ON p.project_id = e.project_id AND p.execution_id = e.id AND p.execution_id BETWEEN $3 AND $4
  WHERE e.project_id = $1 AND e.id = ANY($2::uuid[])`;

interface FailureRow {
  id: ExecutionId;
  status: number;
  error_group: string | null;
  raised_action: string | null;
  action_keys: string[];
  target_record_id: string | null;
  request_id: string | null;
  code_sha256: string | null;
  message: string | null;
  output_text: string | null;
  is_large: boolean;
}

export interface StoredFailure {
  id: ExecutionId;
  /** The group that the row names now. */
  storedGroup: string | null;
  /** What it belongs to, by all that is stored of it; null when it did not fail, or says nothing. */
  failure: Failure | null;
}

/** Executions with the groups to which they belong by what is stored of them. */
export async function readFailures(
  client: Pool | PoolClient,
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<StoredFailure[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<FailureRow>(READ, [projectId, ids, ...idSpan(ids)]);
  const failing = rows.filter(({ status }) => FAILING_CODES.includes(status));
  const codes = await readCodes(client, projectId, failing);
  const found: StoredFailure[] = [];
  for (const row of rows) {
    const { id, error_group: storedGroup } = row;
    if (!failing.includes(row)) {
      found.push({ id, storedGroup, failure: null });
      continue;
    }
    const outputText = row.is_large ? await readOutput(client, projectId, id) : row.output_text;
    const failure = groupOf({
      ...readFailureOutput(outputText),
      validationMessage: row.message,
      raisedAction: row.raised_action,
      actionKeys: row.action_keys,
      targetRecordId: row.target_record_id,
      requestId: row.request_id,
      codeJson: codes.get(row.code_sha256 ?? '') ?? null,
    });
    found.push({ id, storedGroup, failure });
  }
  return found;
}

/** A large recording alone, so that no two of them are held at once. */
async function readOutput(client: Pool | PoolClient, projectId: ProjectId, id: ExecutionId) {
  const { rows } = await client.query<{ output_text: string | null }>(
    'SELECT output_text FROM runlens.execution_payloads WHERE project_id = $1 AND execution_id = $2',
    [projectId, id],
  );
  return rows[0]?.output_text ?? null;
}

async function readCodes(
  client: Pool | PoolClient,
  projectId: ProjectId,
  rows: readonly FailureRow[],
): Promise<Map<string, string>> {
  const wanted = new Set(rows.flatMap(({ code_sha256: sha256 }) => sha256 ?? []));
  if (wanted.size === 0) return new Map();
  const { rows: versions } = await client.query<{ sha256: string; source_json: string }>(
    `SELECT encode(sha256, 'hex') AS sha256, source_json FROM runlens.code_versions
     WHERE project_id = $1 AND sha256 = ANY($2::bytea[]) AND byte_length <= ${MAX_CODE}`,
    [projectId, Array.from(wanted, (hex) => `\\x${hex}`)],
  );
  return new Map(versions.map((version) => [version.sha256, version.source_json]));
}
