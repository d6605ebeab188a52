import { countEntries } from '@/lib/db/entries/count-entries';
import { listEntriesAt, listEntriesBySeq } from '@/lib/db/entries/list-entries-at';
import type { FoundLogs } from '@/lib/dialects/akinon/flow-log-page';
import type { FlowLogQuery } from '@/lib/dialects/akinon/flow-log-query';
import { lineLogText } from '@/lib/dialects/akinon/flow-log-text';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { FlowList } from './flow-query';
import { flowRuns } from './flow-runs';
import { listLinesOfRun } from './list-lines-of-run';
import { matchLines } from './match-lines';
import { type LogsOfRun, placeLogs } from './place-logs';
import { readFlowRuns } from './read-flow-runs';

const RUNS_AT_ONCE = 200;
/** What a list shows of a long text; the download has all of it. */
const MAX_CHARACTERS = 2_000;

/** The entries of the executions of a flow, or those of them that a search finds. */
export async function listLineLogs(list: FlowList, asked: FlowLogQuery): Promise<FoundLogs> {
  const { projectId, signal } = list;
  const { page, limit } = asked;
  const [one, ...others] = (await list.named) ?? [];
  if (one && others.length === 0 && list.only === null && asked.searches.length === 0) {
    return listLinesOfRun(list, asked, one, MAX_CHARACTERS);
  }
  const { places, ...found } = await placeLogs(
    flowRuns(list, RUNS_AT_ONCE),
    (runs, most) => linesOf(list, asked, runs, most),
    { skip: (page - 1) * limit, take: limit },
  );
  const runs = places.map(({ run }) => run);
  const texts = { characters: MAX_CHARACTERS, signal };
  const chosen = places.flatMap(({ run, seqs }) =>
    (seqs ?? []).map((seq) => ({ executionId: run.id, seq })),
  );
  const [flow, read, entries] = await Promise.all([
    list.flow,
    readFlowRuns(projectId, runs, { signal, countsLines: false }),
    places.some(({ seqs }) => seqs !== null)
      ? listEntriesBySeq(projectId, chosen, texts)
      : listEntriesAt(
          projectId,
          places.map(({ run, skip, take }) => ({ executionId: run.id, skip, take })),
          texts,
        ),
  ]);
  const runOf = new Map(read.map((run) => [run.summary.id, run]));
  const logs = entries.flatMap((entry) => {
    const run = runOf.get(entry.executionId);
    return run ? [lineLogText(flow, run, entry)] : [];
  });
  return { ...found, logs };
}

async function linesOf(
  { projectId, only, signal }: FlowList,
  { searches }: FlowLogQuery,
  runs: readonly ExecutionSummary[],
  most: number,
): Promise<readonly LogsOfRun[]> {
  const ids = runs.map(({ id }) => id);
  if (searches.length > 0) {
    const wanted = only === null ? most : Number.POSITIVE_INFINITY;
    const found = await matchLines(projectId, ids, { searches, most: wanted, signal });
    const seqs = ids.map((id) => found.get(id) ?? []);
    const those = seqs.map((all) => (only === null ? all : all.filter((seq) => seq === only)));
    return those.map((all) => ({ count: all.length, seqs: all }));
  }
  if (only === null) {
    const counts = await countEntries(projectId, ids, { most, signal });
    return counts.map((count) => ({ count }));
  }
  const there = await listEntriesBySeq(
    projectId,
    ids.map((executionId) => ({ executionId, seq: only })),
    { characters: 1, signal },
  );
  return ids.map((id) => {
    const seqs = there.filter(({ executionId }) => executionId === id).map(({ seq }) => seq);
    return { count: seqs.length, seqs };
  });
}
