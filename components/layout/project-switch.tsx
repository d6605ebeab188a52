'use client';

import { ChevronsUpDown, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import type { ProjectName } from '@/lib/domain/project';
import { paths } from '@/lib/paths';
import { savePreference } from './save-preference';

export function ProjectSwitch({
  project,
  projects,
}: {
  project: ProjectName;
  projects: readonly ProjectName[];
}) {
  useEffect(() => savePreference('project', project.key), [project.key]);
  return (
    <Menu
      align="start"
      trigger={
        <Button
          className="min-w-0 shrink! justify-between! md:w-full"
          aria-label={`Project ${project.name}`}
        >
          <span className="truncate">{project.name}</span>
          <ChevronsUpDown aria-hidden size={13} className="text-mute" />
        </Button>
      }
    >
      {projects.map(({ key, name }) => (
        <MenuItem key={key} href={paths.executions(key)}>
          {name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem href={`${paths.settings(project.key)}#new-project`}>
        <span className="flex items-center gap-2">
          <Plus aria-hidden size={13} /> New project
        </span>
      </MenuItem>
    </Menu>
  );
}
