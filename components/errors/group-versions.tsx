'use client';

import Link from 'next/link';
import { useZone } from '@/components/layout/zone-provider';
import type { ErrorDetail } from '@/lib/contract/error-detail';
import type { TimeRange } from '@/lib/domain/time-range';
import { formatShortTime } from '@/lib/format/format-time';
import { paths } from '@/lib/paths';
import { errorLinks } from './error-links';

/** With which versions of the code it happened: the first bad one is at the top. */
export function GroupVersions({
  project,
  detail,
  range,
}: {
  project: string;
  detail: ErrorDetail;
  range: TimeRange;
}) {
  const { zone } = useZone();
  const { versions, group } = detail;
  const links = errorLinks(project, group.fingerprint, range);
  if (versions.length === 0) return <p className="text-mute">None in this time.</p>;
  return (
    <table className="w-full text-left">
      <thead className="text-[12px] text-mute">
        <tr className="h-7 border-b border-line">
          <th className="pr-2 font-medium">Version</th>
          <th className="px-2 font-medium">First failure</th>
          <th className="pl-2 text-right font-medium">Failures</th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ codeSha256, count, firstId, firstSeen }) => (
          <tr key={codeSha256} className="h-[31px] border-b border-line/70">
            <td className="pr-2 font-mono text-[12px]">
              {codeSha256 ? (
                <Link
                  href={links.code(codeSha256)}
                  prefetch={false}
                  title="Show the executions with this version"
                  className="rounded-sm underline-offset-2 hover:text-accent hover:underline"
                >
                  {codeSha256.slice(0, 8)}
                </Link>
              ) : (
                <span className="text-mute">not sent</span>
              )}
            </td>
            <td className="px-2 font-mono text-[12px]">
              <Link
                href={paths.execution(project, firstId)}
                prefetch={false}
                className="rounded-sm underline-offset-2 hover:text-accent hover:underline"
              >
                {formatShortTime(firstSeen, zone)}
              </Link>
            </td>
            <td className="pl-2 text-right tabular-nums">{count.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
