'use client';

import Link from 'next/link';
import { useZone } from '@/components/layout/zone-provider';
import { buttonClass } from '@/components/ui/button';
import type { ErrorDetail } from '@/lib/contract/error-detail';
import type { TimeRange } from '@/lib/domain/time-range';
import { formatDuration } from '@/lib/format/format-duration';
import { formatTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { NO_PARAMS, printExecutionFilter } from '@/lib/query-state/execution-params';
import { errorLinks, groupQuery } from './error-links';

/** The newest executions of a group; the list has all of them. */
export function GroupSamples({
  project,
  detail,
  range,
}: {
  project: string;
  detail: ErrorDetail;
  range: TimeRange;
}) {
  const { zone } = useZone();
  const { samples, count, group } = detail;
  const links = errorLinks(project, group.fingerprint, range);
  const place = printExecutionFilter({ ...NO_PARAMS, q: groupQuery(group.fingerprint), range });
  if (samples.length === 0) return <p className="text-mute">None in this time.</p>;
  return (
    <>
      <table className="w-full table-fixed text-left">
        <thead className="text-[12px] text-mute">
          <tr className="h-7 border-b border-line">
            <th className="w-[164px] pr-2 font-medium">Created at</th>
            <th className="w-20 px-2 font-medium max-md:hidden">Record ID</th>
            <th className="px-2 font-medium">Message</th>
            <th className="w-36 px-2 font-medium max-xl:hidden">Triggered by</th>
            <th className="w-20 pl-2 text-right font-medium max-md:hidden">Time</th>
          </tr>
        </thead>
        <tbody>
          {samples.map((one) => (
            <tr key={one.id} className="h-[31px] border-b border-line/70 hover:bg-raise">
              <td className="pr-2 font-mono text-[12px]">
                <Link
                  href={paths.execution(project, one.id, place)}
                  prefetch={false}
                  className="rounded-sm underline-offset-2 hover:text-accent hover:underline"
                >
                  {formatTime(one.createdAt, zone)}
                </Link>
              </td>
              <td className="truncate px-2 font-mono text-[12px] max-md:hidden">
                {visibleLine(one.targetRecordId ?? '')}
              </td>
              <td className="truncate px-2">{visibleLine(one.validationMessage ?? '')}</td>
              <td className="truncate px-2 text-mute max-xl:hidden">
                {visibleLine(one.triggeredBy ?? '')}
              </td>
              <td className="pl-2 text-right tabular-nums max-md:hidden">
                {one.durationMs === null ? '–' : formatDuration(one.durationMs)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Link href={links.executions} prefetch={false} className={buttonClass('plain', 'mt-3')}>
        {count === 1 ? 'Show it in the list' : `Show all ${count.toLocaleString('en')} in the list`}
      </Link>
    </>
  );
}
