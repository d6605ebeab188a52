'use client';

import { Ellipsis } from 'lucide-react';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { paths } from '@/lib/paths';
import { useListPlace } from '../list-context';
import { useRowCommands } from '../row-commands';

const BUTTON =
  'flex size-6 items-center justify-center rounded-md text-mute hover:bg-raise hover:text-text';

/** The quick ways to work with a log. */
export function ActionsCell({ execution }: { execution: ExecutionSummary }) {
  const { project, filter } = useListPlace();
  const commands = useRowCommands();
  const { id } = execution;
  const button = (
    <button type="button" aria-label={`Actions for ${id}`} className={BUTTON}>
      <Ellipsis aria-hidden size={15} />
    </button>
  );
  return (
    <Menu trigger={button}>
      <MenuItem href={paths.execution(project, id, filter)} shortcut="↵">
        View Execution
      </MenuItem>
      <MenuItem onSelect={() => commands.quickView(id)} shortcut="space">
        Quick View
      </MenuItem>
      <MenuItem onSelect={() => commands.copyLink(id)} shortcut="c">
        Copy Link
      </MenuItem>
      <MenuItem onSelect={() => commands.download(id)} shortcut="d">
        Download Code
      </MenuItem>
    </Menu>
  );
}
