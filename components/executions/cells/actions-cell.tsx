'use client';

import { useRowTabStop } from '@/components/table/row-tab-stop';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { timeOfId } from '@/lib/domain/execution-id';
import { rangeAround } from '@/lib/domain/time-range';
import { paths } from '@/lib/paths';
import { NO_PARAMS, printExecutionParams } from '@/lib/query-state/execution-params';
import { useListPlace } from '../list-context';
import { useRowCommands } from '../row-commands';

const BUTTON = 'three-dots size-6 shrink-0 rounded-md text-mute hover:bg-raise hover:text-text';

/** Everything that happened about then, whatever the list was asked for. */
function around({ id }: ExecutionSummary): string {
  return printExecutionParams({ ...NO_PARAMS, range: rangeAround(timeOfId(id)) });
}

/** The quick ways to work with a log. */
export function ActionsCell({ execution }: { execution: ExecutionSummary }) {
  const tabIndex = useRowTabStop();
  const label = `Actions for ${execution.id}`;
  return (
    <Menu
      trigger={<button type="button" tabIndex={tabIndex} aria-label={label} className={BUTTON} />}
    >
      <Items execution={execution} />
    </Menu>
  );
}

/** Made when the menu is opened, not with every row. */
function Items({ execution }: { execution: ExecutionSummary }) {
  const { project, filter } = useListPlace();
  const commands = useRowCommands();
  const { id } = execution;
  return (
    <>
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
      <MenuItem href={paths.compareWithLastSuccess(project, id)} shortcut="v">
        Compare with Last Success
      </MenuItem>
      <MenuLine />
      <MenuItem href={paths.executions(project, around(execution))}>
        Around This Run ±1 min
      </MenuItem>
    </>
  );
}
