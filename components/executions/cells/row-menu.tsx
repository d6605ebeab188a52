import { openOverlay } from '@/components/layout/open-overlay';
import { MenuItem, MenuLine } from '@/components/ui/menu-parts';
import { isFailing } from '@/lib/domain/error-group';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { timeOfId } from '@/lib/domain/execution-id';
import { rangeAround } from '@/lib/domain/time-range';
import { paths } from '@/lib/paths';
import { NO_PARAMS, printExecutionParams } from '@/lib/query-state/execution-params';
import { useListPlace } from '../list-context';
import { useRowCommands } from '../row-commands';

/** Everything that happened about then, whatever the list was asked for. */
function around({ id }: ExecutionSummary): string {
  return printExecutionParams({ ...NO_PARAMS, range: rangeAround(timeOfId(id)) });
}

/** The quick ways to work with a log. */
export function RowMenu({ execution }: { execution: ExecutionSummary }) {
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
      {isFailing(execution.status) ? (
        <MenuItem onSelect={() => openOverlay('retry', { id })} shortcut="r">
          Retry Execution
        </MenuItem>
      ) : null}
      <MenuLine />
      <MenuItem href={paths.executions(project, around(execution))}>
        Around This Run ±1 min
      </MenuItem>
    </>
  );
}
