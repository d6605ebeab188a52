'use client';

import type { MouseEvent } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { useRowTabStop } from '@/components/table/row-tab-stop';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { formatFullTime, formatTime } from '@/lib/format/format-time';
import { paths } from '@/lib/paths';
import { useListPlace } from '../list-context';
import { useRowCommands } from '../row-commands';

/** With a modifier or another button the browser does what it does with any link. */
const isPlain = (event: MouseEvent) =>
  !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/** The timestamp opens the log. A bare link: what the router's own does besides costs every row. */
export function CreatedAtCell({ execution }: { execution: ExecutionSummary }) {
  const { zone } = useZone();
  const { project, filter } = useListPlace();
  const tabIndex = useRowTabStop();
  const commands = useRowCommands();
  return (
    <a
      tabIndex={tabIndex}
      href={paths.execution(project, execution.id, filter)}
      title={`${formatFullTime(execution.createdAt, zone)} ${zone}`}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        commands.open(execution.id);
      }}
      className="rounded-sm font-mono text-[12px] underline-offset-2 hover:text-accent hover:underline"
    >
      {formatTime(execution.createdAt, zone)}
    </a>
  );
}
