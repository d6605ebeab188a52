import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import type { KnownValues } from './known-values';
import type { StoredItem } from './stored-item';

/** Adds the actions of executions, with their names and languages, where they are not known yet. */
export async function insertActions(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  known: KnownValues,
): Promise<void> {
  const fresh = new Map<string, { name: string | null; language: string | null }>();
  for (const { execution } of items) {
    for (const { key, name } of execution.actions) {
      const before = fresh.get(key);
      const action = {
        name: name ?? before?.name ?? null,
        language: execution.language ?? before?.language ?? null,
      };
      if (isNewAction(known, `${projectId} ${key}`, action) || before) fresh.set(key, action);
    }
  }
  if (fresh.size === 0) return;
  const rows = Array.from(fresh).sort(([a], [b]) => (a < b ? -1 : 1));
  await client.query(
    `INSERT INTO runlens.actions AS a (project_id, key, name, language)
     SELECT $1::int, u.* FROM unnest($2::text[], $3::text[], $4::text[]) AS u
     ON CONFLICT (project_id, key) DO UPDATE SET name = coalesce(excluded.name, a.name),
       language = coalesce(excluded.language, a.language)
     WHERE (coalesce(excluded.name, a.name), coalesce(excluded.language, a.language))
       IS DISTINCT FROM (a.name, a.language)`,
    [
      projectId,
      rows.map(([key]) => key),
      rows.map(([, action]) => action.name),
      rows.map(([, action]) => action.language),
    ],
  );
}

/** All three are asked, because asking notes them. */
function isNewAction(
  known: KnownValues,
  key: string,
  { name, language }: { name: string | null; language: string | null },
): boolean {
  const isNewKey = known.isNew(`action ${key}`, '');
  const isNewName = name !== null && known.isNew(`action name ${key}`, name);
  const isNewLanguage = language !== null && known.isNew(`action language ${key}`, language);
  return isNewKey || isNewName || isNewLanguage;
}
