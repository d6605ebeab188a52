import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import type { KnownValues } from './known-values';
import type { StoredItem } from './stored-item';
import { textArray } from './text-array';

/** Stores each new version of code once; versions that this process has stored before are not sent. */
export async function insertCode(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  known: KnownValues,
): Promise<void> {
  const fresh = new Map(
    items
      .map((item) => item.execution.code)
      .filter((code) => code !== null)
      .filter((code) => known.isNew(`code ${projectId} ${code.sha256}`, ''))
      .map((code) => [code.sha256, code]),
  );
  if (fresh.size === 0) return;
  const versions = Array.from(fresh.values()).sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  await client.query(
    `INSERT INTO runlens.code_versions (project_id, sha256, source_json, byte_length)
     SELECT $1::int, u.* FROM unnest($2::bytea[], $3::text[], $4::int[]) AS u
     ON CONFLICT (project_id, sha256) DO NOTHING`,
    [
      projectId,
      versions.map((code) => `\\x${code.sha256}`),
      await textArray(versions.map((code) => code.sourceJson)),
      versions.map((code) => code.byteLength),
    ],
  );
}
