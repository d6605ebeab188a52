'use client';

import Link from 'next/link';
import { useZone } from '@/components/layout/zone-provider';
import { useRowTabStop } from '@/components/table/row-tab-stop';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { formatFullTime, formatTime } from '@/lib/format/format-time';
import { paths } from '@/lib/paths';
import { useListPlace } from '../list-context';

/** The timestamp opens the log. */
export function CreatedAtCell({ execution }: { execution: ExecutionSummary }) {
  const { zone } = useZone();
  const { project, filter } = useListPlace();
  const tabIndex = useRowTabStop();
  return (
    <Link
      prefetch={false}
      tabIndex={tabIndex}
      href={paths.execution(project, execution.id, filter)}
      title={`${formatFullTime(execution.createdAt, zone)} ${zone}`}
      className="rounded-sm font-mono text-[12px] underline-offset-2 hover:text-accent hover:underline"
    >
      {formatTime(execution.createdAt, zone)}
    </Link>
  );
}
