import { redirect } from 'next/navigation';
import { FirstProject } from '@/components/layout/first-project';
import { listVisibleProjects } from '@/lib/auth/list-visible-projects';
import { pageViewer } from '@/lib/boundary/page-viewer';
import { readPreferences } from '@/lib/boundary/read-preferences';
import { paths } from '@/lib/paths';

export default async function HomePage() {
  const viewer = await pageViewer();
  const [projects, preferences] = await Promise.all([
    listVisibleProjects(viewer),
    readPreferences(),
  ]);
  const last = projects.find(({ key }) => key === preferences.project);
  const project = last ?? projects.find(({ key }) => key === 'demo') ?? projects[0];
  if (project) redirect(paths.executions(project.key));
  return <FirstProject />;
}
