import type { Metadata } from 'next';
import { LogScreen } from '@/components/execution/log-screen';
import { orNotFound, pageProject } from '@/lib/boundary/page-project';
import { readLogTab } from '@/lib/boundary/read-log-tab';
import { isEntryFilter } from '@/lib/domain/entry-filter';
import { raisedLine } from '@/lib/domain/recorded-output';
import { highlightPython } from '@/lib/format/highlight-python';
import { isPinned } from '@/lib/pins/is-pinned';
import { readEntryParams } from '@/lib/query-state/entry-params';
import { parseLogTab } from '@/lib/query-state/log-tab';
import { readParams } from '@/lib/query-state/read-params';
import { findNeighbours } from '@/lib/search/find-neighbours';
import { firstEntries } from '@/lib/search/first-entries';
import { readLog } from '@/lib/search/read-log';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

interface LogPageProps {
  params: Promise<{ project: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: 'Execution' };

export default async function LogPage({ params, searchParams }: LogPageProps) {
  const [project, { id: text }, list] = await Promise.all([
    pageProject(params),
    params,
    readParams(searchParams),
  ]);
  const id = await orNotFound(resolveExecutionId(project.id, decodeURIComponent(text)));
  const search = await searchParams;
  const tab = parseLogTab(search.tab);
  const entryParams = readEntryParams(search);
  const hasEntries = (tab === 'log' || tab === 'entries') && !isEntryFilter(entryParams.filter);
  const [log, neighbours, ofTab, entries] = await Promise.all([
    orNotFound(readLog(project.id, id)),
    findNeighbours(project.id, list, id),
    readLogTab(project.id, id, tab),
    hasEntries ? orNotFound(firstEntries(project.id, id)) : null,
  ]);
  return (
    <LogScreen
      project={project.key}
      list={list}
      neighbours={neighbours}
      metadata={log.metadata}
      tab={tab}
      codeLines={log.code === null || tab !== 'log' ? null : highlightPython(log.code)}
      raisedLine={raisedLine(log.output.stderr)}
      output={log.output}
      steps={log.steps}
      {...ofTab}
      entries={entries}
      entryParams={entryParams}
      rerun={log.rerun}
      pinned={await isPinned(project.id, log.metadata)}
    />
  );
}
