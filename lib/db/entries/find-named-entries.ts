import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { idSpan } from '../executions/id-span';

interface NamedItem {
  id: ExecutionId;
  /** It may have entries already. */
  isMerged: boolean;
  execution: { entries: readonly { knownAs: string | null }[] };
}

/** Seqs of entries that are stored under the name of one that is sent: by id and name. */
export async function findNamedEntries(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly NamedItem[],
): Promise<Map<string, number>> {
  const sent = items
    .filter(({ isMerged }) => isMerged)
    .flatMap(({ id, execution }) =>
      execution.entries.flatMap(({ knownAs }) => (knownAs === null ? [] : [{ id, knownAs }])),
    );
  if (sent.length === 0) return new Map();
  const ids = sent.map(({ id }) => id);
  const { rows } = await client.query<{ id: string; name: string; seq: number }>(
    `SELECT n.execution_id AS id, n.known_as AS name, n.seq
     FROM unnest($2::uuid[], $3::text[]) AS u (id, name)
     JOIN runlens.execution_entries n
       ON n.project_id = $1 AND n.execution_id = u.id AND n.known_as = u.name
     WHERE n.execution_id BETWEEN $4 AND $5`,
    [projectId, ids, sent.map(({ knownAs }) => knownAs), ...idSpan(ids)],
  );
  return new Map(rows.map(({ id, name, seq }) => [`${id} ${name}`, seq]));
}
