import { samplePayloads } from '@/lib/db/executions/sample-payloads';
import { jsonLeaves } from '@/lib/domain/json-leaves';
import type { ProjectId } from '@/lib/domain/project';
import { PATH_ROOTS } from '@/lib/domain/query-fields';
import type { Suggestions } from '@/lib/domain/suggestion';
import { inOrder } from './suggestion-order';

/** Most paths or values of one answer. */
const LIMIT = 500;
const EXAMPLE_LENGTH = 30;

/** Paths of context and attributes that the newest executions have, the most common first. */
export async function suggestPaths(projectId: ProjectId): Promise<Suggestions> {
  const { sampled, paths } = await leavesOfSample(projectId);
  const items = Array.from(paths, ([text, { count, values }]) => ({
    text,
    count,
    hint: [...values.keys()][0]?.slice(0, EXAMPLE_LENGTH) ?? null,
  }));
  return { items: items.sort(inOrder).slice(0, LIMIT), sampled, more: items.length > LIMIT };
}

/** Values at a path, in canonical spelling, that the newest executions have. */
export async function suggestPathValues(projectId: ProjectId, path: string): Promise<Suggestions> {
  const { sampled, paths } = await leavesOfSample(projectId);
  const items = Array.from(paths.get(path)?.values ?? [], ([text, count]) => ({
    text,
    count,
    hint: null,
  }));
  return { items: items.sort(inOrder).slice(0, LIMIT), sampled, more: items.length > LIMIT };
}

interface Leaf {
  count: number;
  values: Map<string, number>;
}

async function leavesOfSample(projectId: ProjectId) {
  const payloads = await samplePayloads(projectId);
  const paths = new Map<string, Leaf>();
  for (const { context, attributes } of payloads) {
    const values = { ctx: context, attr: attributes };
    for (const root of PATH_ROOTS) {
      for (const [path, texts] of jsonLeaves(values[root])) {
        const leaf = paths.get(root + path) ?? { count: 0, values: new Map() };
        paths.set(root + path, leaf);
        leaf.count += 1;
        for (const text of texts) leaf.values.set(text, (leaf.values.get(text) ?? 0) + 1);
      }
    }
  }
  return { sampled: payloads.length, paths };
}
