import type { Metadata } from 'next';
import { ExecutionScreen } from '@/components/executions/execution-screen';
import { pageProject } from '@/lib/boundary/page-project';
import { readPreferences } from '@/lib/boundary/read-preferences';
import { readParams } from '@/lib/query-state/read-params';
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
  const { first, retentionDays } = await firstPage(project.id, search);
  return (
    <>
      <h1 className="sr-only">Executions of {project.name}</h1>
      <ExecutionScreen
        project={project.key}
        first={first}
        columns={preferences.columns}
        retentionDays={retentionDays}
      />
    </>
  );
}
