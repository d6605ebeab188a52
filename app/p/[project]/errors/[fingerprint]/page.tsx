import type { Metadata } from 'next';
import { ErrorGroupScreen } from '@/components/errors/error-group-screen';
import { orNotFound, pageProject } from '@/lib/boundary/page-project';
import { readErrorParams } from '@/lib/query-state/read-error-params';
import { readErrorGroup } from '@/lib/search/read-error-group';

export const metadata: Metadata = { title: 'Error group' };

export default async function ErrorGroupPage(props: {
  params: Promise<{ project: string; fingerprint: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [project, { fingerprint }, { range }] = await Promise.all([
    pageProject(props.params),
    props.params,
    readErrorParams(props.searchParams),
  ]);
  const detail = await orNotFound(readErrorGroup(project.id, fingerprint, range));
  return <ErrorGroupScreen project={project.key} detail={detail} range={range} />;
}
