import type { Metadata } from 'next';
import { ExecutionScreen } from '@/components/executions/execution-screen';
import { pageProject } from '@/lib/boundary/page-project';
import { readPreferences } from '@/lib/boundary/read-preferences';
import { pathsOf } from '@/lib/domain/column-layout';
import { readParams } from '@/lib/query-state/read-params';
import { screenLayout } from '@/lib/query-state/screen-layout';
import { firstPage } from '@/lib/search/first-page';

export const metadata: Metadata = { title: 'Executions' };

export default async function ExecutionsPage(props: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [project, search, preferences] = await Promise.all([
    pageProject(props.params),
    readParams(props.searchParams),
    readPreferences(),
  ]);
  const columns = screenLayout(search, preferences);
  const { first, retentionDays } = await firstPage(project.id, search, pathsOf(columns));
  return (
    <>
      <h1 className="sr-only">Executions of {project.name}</h1>
      <ExecutionScreen
        project={project.key}
        first={first}
        columns={columns}
        counts={preferences.counts}
        retentionDays={retentionDays}
      />
    </>
  );
}
