import type { Metadata } from 'next';
import { ActionScreen } from '@/components/actions/action-screen';
import { orNotFound, pageProject } from '@/lib/boundary/page-project';
import { readPreferences } from '@/lib/boundary/read-preferences';
import { readRunnerPage } from '@/lib/boundary/read-runner-page';
import { pathsOf } from '@/lib/domain/column-layout';
import { highlightPython } from '@/lib/format/highlight-python';
import { listPinnedCases } from '@/lib/pins/list-pinned-cases';
import { parseActionTab } from '@/lib/query-state/action-params';
import { readParams } from '@/lib/query-state/read-params';
import { screenLayout } from '@/lib/query-state/screen-layout';
import { underAction } from '@/lib/query-state/under-action';
import { describePython } from '@/lib/runner/python-files';
import { firstPage } from '@/lib/search/first-page';
import { rateAction } from '@/lib/search/rate-action';
import { readAction } from '@/lib/search/read-action';

export const metadata: Metadata = { title: 'Action' };

export default async function ActionPage(props: {
  params: Promise<{ project: string; key: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [project, { key: encoded }, query, search, preferences] = await Promise.all([
    pageProject(props.params),
    props.params,
    props.searchParams,
    readParams(props.searchParams),
    readPreferences(),
  ]);
  const key = decodeURIComponent(encoded);
  const tab = parseActionTab(query.tab);
  const columns = screenLayout(search, preferences);
  const [{ action, latest, code }, rate, cases, { first, retentionDays }] = await Promise.all([
    orNotFound(readAction(project.id, key)),
    rateAction(project.id, key),
    listPinnedCases(project.id, key),
    firstPage(project.id, underAction(search, key), pathsOf(columns)),
  ]);
  return (
    <ActionScreen
      project={project.key}
      action={action}
      tab={tab}
      latest={latest}
      rate={rate}
      cases={cases}
      python={tab === 'cases' ? await describePython() : null}
      runner={tab === 'retry' ? await readRunnerPage(project.id, key) : null}
      codeLines={code === null ? null : highlightPython(code)}
      list={{ first, retentionDays, columns, counts: preferences.counts }}
    />
  );
}
