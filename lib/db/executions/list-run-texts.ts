import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';

/** What one run had to work with, in the producer's own JSON, and how it came to run. */
export interface RunText {
  id: ExecutionId;
  contextText: string | null;
  attributesText: string | null;
  fields: Record<
    'event' | 'target' | 'triggered_by' | 'environment' | 'language' | 'code',
    string | null
  >;
}

export interface RunTextLimits {
  /** Bytes of context and attributes of one run. */
  each: number;
  /** Bytes of all of them. */
  all: number;
}

/** Bytes of one statement's answer. */
const SLICE_BYTES = 1_000_000;
/** Digits of a code version: enough to tell it from any other. */
const CODE_DIGITS = 12;

/**
 * The texts of some runs, slice by slice, in their order. Runs with larger texts than allowed are left
 * out, and so are those for which nothing is left of what all may have.
 */
export async function* listRunTexts(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  limits: RunTextLimits,
): AsyncGenerator<RunText[], void, undefined> {
  const { rows } = await pool().query<{ id: ExecutionId; size: number }>(
    `SELECT execution_id AS id,
       coalesce(octet_length(context_text), 0) + coalesce(octet_length(attributes_text), 0) AS size
     FROM runlens.execution_payloads WHERE project_id = $1 AND execution_id = ANY($2::uuid[])`,
    [projectId, ids],
  );
  const sizes = new Map(rows.map(({ id, size }) => [id, size]));
  let left = limits.all;
  let slice: ExecutionId[] = [];
  let sliceBytes = 0;
  for (const id of ids) {
    const size = sizes.get(id) ?? 0;
    if (size > limits.each || size > left) continue;
    if (sliceBytes + size > SLICE_BYTES && slice.length > 0) {
      yield await readSlice(projectId, slice);
      [slice, sliceBytes] = [[], 0];
    }
    slice.push(id);
    sliceBytes += size;
    left -= size;
  }
  if (slice.length > 0) yield await readSlice(projectId, slice);
}

async function readSlice(projectId: ProjectId, ids: readonly ExecutionId[]): Promise<RunText[]> {
  const { rows } = await pool().query<
    RunText['fields'] & { id: ExecutionId; context: string | null; attributes: string | null }
  >(
    `SELECT e.id, e.event, e.target, e.triggered_by, e.environment, e.language,
       left(encode(e.code_sha256, 'hex'), ${CODE_DIGITS}) AS code, p.context_text AS context,
       p.attributes_text AS attributes
     FROM runlens.executions e LEFT JOIN runlens.execution_payloads p
       ON p.project_id = e.project_id AND p.execution_id = e.id
     WHERE e.project_id = $1 AND e.id = ANY($2::uuid[])`,
    [projectId, ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((wanted) => {
    const row = byId.get(wanted);
    if (!row) return [];
    const { id, context: contextText, attributes: attributesText, ...fields } = row;
    return [{ id, contextText, attributesText, fields }];
  });
}
