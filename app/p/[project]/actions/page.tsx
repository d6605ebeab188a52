import type { Metadata } from 'next';
import { ActionsScreen } from '@/components/actions/actions-screen';
import { pageProject } from '@/lib/boundary/page-project';
import { listProjectActions } from '@/lib/search/list-project-actions';

export const metadata: Metadata = { title: 'Actions' };

export default async function ActionsPage({ params }: { params: Promise<{ project: string }> }) {
  const project = await pageProject(params);
  return <ActionsScreen project={project.key} actions={await listProjectActions(project.id)} />;
}
