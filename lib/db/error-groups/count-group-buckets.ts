import { lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';

/**
 * How often some groups occurred between each two moments.
 * @param edgesMs Unix ms, ascending; one more than there are numbers for each group
 */
export async function countGroupBuckets(
  projectId: ProjectId,
  fingerprints: readonly string[],
  edgesMs: readonly number[],
): Promise<Map<string, number[]>> {
  const counts = new Map(fingerprints.map((one) => [one, edgesMs.slice(1).map(() => 0)]));
  const ids = edgesMs.map(lowestIdAt);
  if (fingerprints.length === 0 || ids.length < 2) return counts;
  const { rows } = await pool().query<{ error_group: string; bucket: number; count: number }>(
    `SELECT error_group, width_bucket(id, $3::uuid[]) AS bucket, count(*)::int AS count
     FROM runlens.executions
     WHERE project_id = $1 AND error_group = ANY($2) AND id >= $4::uuid AND id < $5::uuid
     GROUP BY 1, 2`,
    [projectId, fingerprints, ids, ids[0], ids.at(-1)],
  );
  for (const { error_group: group, bucket, count } of rows) {
    const buckets = counts.get(group);
    if (buckets) buckets[bucket - 1] = count;
  }
  return counts;
}
