import { archivedEntry, archivedHead } from '@/lib/contract/archived-json';
import { stepJson } from '@/lib/contract/step-json';
import { listArchivedEntries } from '@/lib/db/archive/list-archived-entries';
import { listArchivedRuns } from '@/lib/db/archive/list-archived-runs';
import { listArchivedSteps } from '@/lib/db/archive/list-archived-steps';
import { listDayIds } from '@/lib/db/archive/list-day-ids';
import { measureChildren } from '@/lib/db/archive/measure-children';
import { listEntries } from '@/lib/db/entries/list-entries';
import { groupStoredRuns } from '@/lib/db/executions/list-stored-runs';
import type { ArchivedStep } from '@/lib/domain/archived-run';
import { EVERY_ENTRY } from '@/lib/domain/entry-filter';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';

const IDS_AT_ONCE = 500;
/** Characters of steps and entries that are held at once; what has more comes page by page. */
const MAX_AT_ONCE = 4_000_000;
const STEPS_OF_PAGE = 100;
const ENTRIES_OF_PAGE = 2_000;
/** No seq is below it. */
const FIRST = -1;

/** A project's executions of one day as lines of NDJSON, oldest first, in pieces. */
export async function* archivedTexts(projectId: ProjectId, day: number): AsyncGenerator<string> {
  for (let after: ExecutionId | null = null; ; ) {
    const ids: ExecutionId[] = await listDayIds(projectId, day, { after, limit: IDS_AT_ONCE });
    for (const group of await groupStoredRuns(projectId, ids)) yield* linesOf(projectId, group);
    after = ids.at(-1) ?? null;
    if (ids.length < IDS_AT_ONCE) return;
  }
}

async function* linesOf(projectId: ProjectId, ids: readonly ExecutionId[]): AsyncGenerator<string> {
  const sizes = await measureChildren(projectId, ids);
  let room = MAX_AT_ONCE;
  const isSmall = (id: ExecutionId) => {
    room -= sizes.get(id) ?? 0;
    return room >= 0;
  };
  const small = ids.filter(isSmall);
  const [runs, entries, steps] = await Promise.all([
    listArchivedRuns(projectId, ids),
    listArchivedEntries(projectId, small),
    // Each has at least 200 characters of the room, so that all of them are fewer.
    listArchivedSteps(projectId, small, { after: FIRST, limit: MAX_AT_ONCE }),
  ]);
  const stepsOf = new Map<ExecutionId, ArchivedStep[]>(small.map((id) => [id, []]));
  for (const step of steps) stepsOf.get(step.executionId)?.push(step);
  for (const run of runs) {
    const { id } = run.summary;
    const known = entries.get(id);
    yield archivedHead(run);
    yield* list('steps', known ? [stepsOf.get(id) ?? []] : stepPages(projectId, id), stepJson);
    yield* list('entries', known ? [known] : entryPages(projectId, id), archivedEntry);
    yield '}\n';
  }
}

async function* list<T>(
  name: string,
  pages: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
  print: (item: T) => string,
): AsyncGenerator<string> {
  yield `,"${name}":[`;
  let isFirst = true;
  for await (const page of pages) {
    if (page.length > 0) yield `${isFirst ? '' : ','}${page.map(print).join(',')}`;
    isFirst &&= page.length === 0;
  }
  yield ']';
}

async function* stepPages(
  projectId: ProjectId,
  id: ExecutionId,
): AsyncGenerator<readonly ArchivedStep[]> {
  for (let after = FIRST; ; ) {
    const page = await listArchivedSteps(projectId, [id], { after, limit: STEPS_OF_PAGE });
    yield page;
    if (page.length < STEPS_OF_PAGE) return;
    after = page.at(-1)?.seq ?? after;
  }
}

async function* entryPages(
  projectId: ProjectId,
  id: ExecutionId,
): AsyncGenerator<readonly LogEntry[]> {
  for (let after = FIRST; ; ) {
    const page = await listEntries(projectId, id, {
      ...{ filter: EVERY_ENTRY, range: { after }, limit: ENTRIES_OF_PAGE, characters: null },
    });
    yield page.entries;
    if (page.isLast) return;
    after = page.entries.at(-1)?.seq ?? after;
  }
}
