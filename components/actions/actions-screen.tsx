'use client';

import Link from 'next/link';
import { StatusCell } from '@/components/executions/cells/status-cell';
import { useZone } from '@/components/layout/zone-provider';
import { Notice } from '@/components/ui/notice';
import type { Action } from '@/lib/domain/action';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { formatTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { buttonClass } from '../ui/button';

interface ActionsScreenProps {
  project: string;
  actions: readonly { action: Action; latest: ExecutionSummary | null }[];
}

/** Every automation that has run, with how its newest execution ended. */
export function ActionsScreen({ project, actions }: ActionsScreenProps) {
  const { zone } = useZone();
  return (
    <div className="relative min-h-0 flex-1 overflow-auto">
      <div className="flex items-center gap-3 border-b border-line px-4 py-3">
        <h1 className="text-[15px] font-semibold">Actions</h1>
        <Link href={paths.executions(project)} className={buttonClass('plain', 'ml-auto')}>
          View Execution Logs
        </Link>
      </div>
      {actions.length === 0 ? (
        <Notice title="No actions yet">
          <p>An action appears here with the first execution that names it.</p>
        </Notice>
      ) : (
        <table className="w-full text-left">
          <thead className="text-[12px] text-mute">
            <tr className="border-b border-line">
              <th className="h-8 px-4 font-medium">Action</th>
              <th className="px-2 font-medium max-md:hidden">Name</th>
              <th className="px-2 font-medium">Last execution</th>
              <th className="px-2 font-medium">Status</th>
            </tr>
          </thead>
          <tbody>
            {actions.map(({ action, latest }) => (
              <tr key={action.key} className="h-[31px] border-b border-line/70 hover:bg-raise">
                <td className="max-w-64 pr-2 pl-4 max-md:max-w-48" title={visibleLine(action.key)}>
                  <Link
                    href={paths.action(project, action.key)}
                    prefetch={false}
                    className="block truncate font-mono text-[12px] hover:text-accent hover:underline max-md:line-clamp-2 max-md:break-all max-md:whitespace-normal"
                  >
                    {visibleLine(action.key)}
                  </Link>
                </td>
                <td
                  className="max-w-64 truncate px-2 text-mute max-md:hidden"
                  title={visibleLine(action.name ?? '')}
                >
                  {visibleLine(action.name ?? '')}
                </td>
                <td className="px-2 font-mono text-[12px] md:whitespace-nowrap">
                  {latest ? formatTime(latest.createdAt, zone) : '–'}
                </td>
                <td className="px-2 whitespace-nowrap">
                  {latest ? <StatusCell status={latest.status} /> : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
