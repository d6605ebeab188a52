import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import { scanRawJson } from '@/lib/domain/raw-json-scan';
import type { StoredItem } from './stored-item';
import type { PayloadItem } from './upsert-payloads';

/**
 * Puts the attributes of messages beside those already stored, member by member, in the producer's
 * own characters. The later message counts where both hold a key.
 */
export async function mergeAttributes(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  order: 'later' | 'late',
): Promise<PayloadItem[]> {
  const ids = items.filter((item) => item.execution.attributesText).map((item) => item.id);
  const stored = new Map<string, { text: string; searchable: boolean }>();
  if (ids.length > 0) {
    const { rows } = await client.query<{ id: string; text: string; searchable: boolean }>(
      `SELECT execution_id AS id, attributes_text AS text, attributes IS NOT NULL AS searchable
       FROM runlens.execution_payloads
       WHERE project_id = $1 AND execution_id = ANY($2) AND attributes_text IS NOT NULL`,
      [projectId, ids],
    );
    for (const row of rows) stored.set(row.id, row);
  }
  return items.map((item) => {
    const text = item.execution.attributesText;
    const before = stored.get(item.id);
    if (!before || text === null || before.text === text) return { ...item, attributesText: text };
    return {
      ...item,
      attributesText: order === 'later' ? merge(before.text, text) : merge(text, before.text),
      attributesSearchable: item.attributesSearchable && before.searchable,
    };
  });
}

/** Members of both objects; `second` counts where both hold a key. */
function merge(first: string, second: string): string {
  const members = new Map([...membersOf(first), ...membersOf(second)]);
  return `{${Array.from(members.values()).join(',')}}`;
}

function membersOf(text: string): [string, string][] {
  const scan = scanRawJson(text, { allowNonFinite: true });
  if (!scan.ok) return [];
  return scan.json.members.map(({ key, keyStart, end }) => [key, text.slice(keyStart, end)]);
}
