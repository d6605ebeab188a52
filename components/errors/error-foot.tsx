'use client';

import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import type { ErrorList } from '@/lib/contract/error-list';
import { formatShortTime } from '@/lib/format/format-time';
import { MAX_ERROR_ROWS } from '@/lib/query-state/error-params';

/** What stands under the last row: what is not shown, and what the counts leave out. */
export function ErrorFoot({
  list,
  failed,
  busy,
  onMore,
  onRetry,
}: {
  list: ErrorList;
  failed: string | null;
  busy: boolean;
  onMore: () => void;
  onRetry: () => void;
}) {
  const { zone } = useZone();
  const { items, total, countedToMs, cutFrom, isGrouping } = list;
  const left = total - items.length;
  const said = [
    countedToMs === null
      ? null
      : `There was time to count back to ${formatShortTime(new Date(countedToMs), zone)}: there are at least so many.`,
    cutFrom === null
      ? null
      : `Only the most frequent of ${cutFrom.toLocaleString('en')} groups are looked at.`,
    isGrouping ? 'Failures of before are still being grouped.' : null,
  ].filter((text) => text !== null);
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-3 px-4 py-2 text-[12px] text-mute">
      {failed !== null ? (
        <>
          <span role="alert" className="text-bad">
            What is shown could not be brought up to date: {failed}
          </span>
          <Button className="h-7" onClick={onRetry}>
            Try again
          </Button>
        </>
      ) : null}
      {left > 0 && items.length < MAX_ERROR_ROWS ? (
        <Button className="h-7" disabled={busy} onClick={onMore}>
          {busy ? 'Loading more…' : `Show more of ${left.toLocaleString('en')}`}
        </Button>
      ) : left > 0 ? (
        <span>The first {items.length.toLocaleString('en')} are shown: narrow the filter.</span>
      ) : null}
      {said.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </div>
  );
}
