import type { Pool, PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { KnownValues } from '../executions/known-values';
import type { Failure } from './failure-of';

/**
 * Adds groups that are not known yet, and an earlier first execution where one came late. What
 * somebody has made of a group stays.
 */
export async function insertErrorGroups(
  client: Pool | PoolClient,
  projectId: ProjectId,
  failures: readonly { id: ExecutionId; failure: Failure }[],
  known: KnownValues,
): Promise<void> {
  const fresh = new Map<string, { id: ExecutionId; failure: Failure }>();
  for (const { id, failure } of failures) {
    const { fingerprint } = failure;
    if (known.isFirst(`error group ${projectId} ${fingerprint}`, id)) {
      fresh.set(fingerprint, { id, failure });
    }
  }
  if (fresh.size === 0) return;
  const rows = Array.from(fresh.values()).sort((a, b) =>
    a.failure.fingerprint < b.failure.fingerprint ? -1 : 1,
  );
  const column = (value: (failure: Failure) => string | null) =>
    rows.map(({ failure }) => value(failure));
  await client.query(
    `INSERT INTO runlens.error_groups AS g (project_id, fingerprint, action_key, exception_type,
       message_template, frame, first_execution_id)
     SELECT $1::int, u.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::uuid[]) AS u
     ON CONFLICT (project_id, fingerprint) DO UPDATE
       SET first_execution_id = excluded.first_execution_id
     WHERE excluded.first_execution_id < g.first_execution_id`,
    [
      projectId,
      column(({ fingerprint }) => fingerprint),
      column(({ signature }) => signature.actionKey),
      column(({ signature }) => signature.exceptionType),
      column(({ signature }) => signature.template),
      column(({ signature }) => signature.frame),
      rows.map(({ id }) => id),
    ],
  );
}
