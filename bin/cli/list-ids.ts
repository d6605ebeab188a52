import { MAX_PAGE_SIZE } from '@/lib/domain/limits';
import { askServer } from './ask-server';
import { CliProblem, EXIT } from './cli-problem';
import type { ServerPlace } from './server-place';

/** Ids of all that a query finds, newest first. Throws CliProblem where it is none, or more than `most`. */
export async function listIds(place: ServerPlace, q: string, most: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const search = new URLSearchParams({ q, limit: String(MAX_PAGE_SIZE) });
    if (cursor) search.set('cursor', cursor);
    const answer = await askServer(place, `/api/v1/executions?${search}`);
    const page = (await answer.json()) as { items: { id: string }[]; next: string | null };
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    if (ids.length > most) {
      throw new CliProblem(`the query finds more than ${most}: narrow it`, EXIT.refused);
    }
  }
  if (ids.length === 0) throw new CliProblem('the query finds nothing', EXIT.notFound);
  return ids;
}
