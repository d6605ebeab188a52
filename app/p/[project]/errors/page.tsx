import type { Metadata } from 'next';
import { ErrorsScreen } from '@/components/errors/errors-screen';
import { pageProject } from '@/lib/boundary/page-project';
import { printErrorParams } from '@/lib/query-state/error-params';
import { readErrorParams } from '@/lib/query-state/read-error-params';
import { listErrors } from '@/lib/search/list-errors';

export const metadata: Metadata = { title: 'Errors' };

export default async function ErrorsPage(props: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [project, params] = await Promise.all([
    pageProject(props.params),
    readErrorParams(props.searchParams),
  ]);
  const first = { key: printErrorParams(params), list: await listErrors(project.id, params) };
  return (
    <>
      <h1 className="sr-only">Errors of {project.name}</h1>
      <ErrorsScreen project={project.key} first={first} />
    </>
  );
}
