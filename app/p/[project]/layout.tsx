import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout/app-shell';
import { listVisibleProjects } from '@/lib/auth/list-visible-projects';
import { pageProject } from '@/lib/boundary/page-project';
import { pageViewer } from '@/lib/boundary/page-viewer';
import { readPreferences } from '@/lib/boundary/read-preferences';

export default async function ProjectLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ project: string }>;
}) {
  const [viewer, project, preferences] = await Promise.all([
    pageViewer(),
    pageProject(params),
    readPreferences(),
  ]);
  const projects = await listVisibleProjects(viewer);
  return (
    <AppShell
      project={{ key: project.key, name: project.name }}
      projects={projects.map(({ key, name }) => ({ key, name }))}
      viewerName={viewer.name}
      theme={preferences.theme}
    >
      {children}
    </AppShell>
  );
}
