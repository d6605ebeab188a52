import { type EntryCandidate, listEntryCandidates } from '@/lib/db/entries/list-entry-candidates';
import type { LineSearch } from '@/lib/dialects/akinon/flow-log-query';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { scanRawJson } from '@/lib/domain/raw-json-scan';

/**
 * The entries of some executions whose members hold all that is searched for, as seqs by execution. A
 * member is one of `data`, or one that has no place of its own; a number is its own digits. The newest
 * are looked through first, until `most` have been found.
 */
export async function matchLines(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  asked: { searches: readonly LineSearch[]; most: number; signal: AbortSignal },
): Promise<Map<ExecutionId, number[]>> {
  const { searches, most, signal } = asked;
  const texts = searches.flatMap(({ field, value }) => [field, value]);
  const found = new Map<ExecutionId, number[]>();
  let after: EntryCandidate | null = null;
  let count = 0;
  for (;;) {
    const page: EntryCandidate[] = await listEntryCandidates(projectId, ids, {
      texts,
      after,
      signal,
    });
    for (const entry of page) {
      if (!holds(entry, searches)) continue;
      const seqs = found.get(entry.executionId) ?? [];
      seqs.push(entry.seq);
      found.set(entry.executionId, seqs);
      count += 1;
    }
    after = page.at(-1) ?? null;
    if (after === null || count >= most) return found;
  }
}

function holds({ dataText, extraText }: EntryCandidate, searches: readonly LineSearch[]): boolean {
  const members = [dataText, extraText].map(scalarsOf);
  return searches.every(({ field, value }) => members.some((one) => one.get(field) === value));
}

/** Members of an object by name, as somebody types their value. */
function scalarsOf(text: string | null): Map<string, string> {
  if (text === null) return new Map();
  const scan = scanRawJson(text, { allowNonFinite: true });
  const members = scan.ok ? scan.json.members : [];
  return new Map(
    members.flatMap(({ key, kind, start, end }) => {
      const raw = text.slice(start, end);
      if (kind === 'object' || kind === 'array') return [];
      return [[key, kind === 'string' ? (JSON.parse(raw) as string) : raw]];
    }),
  );
}
