import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ProjectName } from '@/lib/domain/project';
import { paths } from '@/lib/paths';
import type { Theme } from '@/lib/query-state/preferences';
import { GoTo } from './go-to';
import { Mark } from './mark';
import { NavLinks } from './nav-links';
import { Overlays } from './overlays';
import { ProjectSwitch } from './project-switch';
import { ViewerMenu } from './viewer-menu';

/** Navigation beside the page; above it on a narrow screen. */
export function AppShell(props: {
  project: ProjectName;
  projects: readonly ProjectName[];
  viewerName: string;
  theme: Theme;
  children: ReactNode;
}) {
  const { project, projects, viewerName, theme, children } = props;
  return (
    <div className="flex h-dvh max-md:flex-col">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-on-accent focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header className="flex shrink-0 gap-2 border-line bg-panel p-2 max-md:items-center max-md:border-b md:w-[188px] md:flex-col md:border-r">
        <Link
          href={paths.executions(project.key)}
          className="flex items-center rounded-md px-2 py-2 max-md:py-1"
        >
          <Mark isShort />
        </Link>
        <ProjectSwitch project={project} projects={projects} />
        <NavLinks project={project.key} />
        <div className="flex-1" />
        <GoTo />
        <Overlays project={project} projects={projects} />
        <ViewerMenu name={viewerName} theme={theme} />
      </header>
      <main id="main" className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-clip">
        {children}
      </main>
    </div>
  );
}
