import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Suspense } from 'react';
import { ExecutionScreen } from '@/components/executions/execution-screen';
import { FirstStrip } from '@/components/executions/histogram/first-strip';
import { pageProject } from '@/lib/boundary/page-project';
import { pageViewer } from '@/lib/boundary/page-viewer';
import { readPreferences } from '@/lib/boundary/read-preferences';
import { pathsOf } from '@/lib/domain/column-layout';
import { paths } from '@/lib/paths';
import { zoneOf } from '@/lib/query-state/preferences';
import { readParams } from '@/lib/query-state/read-params';
import { screenLayout } from '@/lib/query-state/screen-layout';
import { firstHistogram } from '@/lib/search/first-histogram';
import { firstPage } from '@/lib/search/first-page';
import { openView } from '@/lib/views/open-view';

export const metadata: Metadata = { title: 'Executions' };

export default async function ExecutionsPage(props: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [viewer, project, given, search, preferences] = await Promise.all([
    pageViewer(),
    pageProject(props.params),
    props.searchParams,
    readParams(props.searchParams),
    readPreferences(),
  ]);
  const columns = screenLayout(search, preferences);
  const zone = zoneOf(preferences);
  const [{ redirectTo, ...views }, { first, retentionDays }] = await Promise.all([
    openView(viewer, project.id, search, Object.keys(given)),
    firstPage(project.id, search, pathsOf(columns)),
  ]);
  if (redirectTo !== null) redirect(paths.executions(project.key, redirectTo));
  return (
    <>
      <h1 className="sr-only">Executions of {project.name}</h1>
      <ExecutionScreen
        project={project.key}
        first={first}
        columns={columns}
        counts={preferences.counts}
        retentionDays={retentionDays}
        views={views}
        firstStrip={
          <Suspense fallback={null}>
            <FirstStrip histogram={firstHistogram(project.id, search, zone)} zone={zone} />
          </Suspense>
        }
      />
    </>
  );
}
