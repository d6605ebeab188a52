'use client';

import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { formatShortTime } from '@/lib/format/format-time';

/** What stands under the last row: a list never ends without saying why. */
export function ListFoot({
  loading,
  failed,
  hasMore,
  searchedToMs,
  searching,
  retentionDays,
  onMore,
  onStop,
}: {
  loading: boolean;
  failed: string | null;
  hasMore: boolean;
  /** Unix ms up to which a long search has looked, or null when it was none. */
  searchedToMs: number | null;
  searching: boolean;
  retentionDays: number;
  onMore: () => void;
  onStop: () => void;
}) {
  const { zone } = useZone();
  const back = searchedToMs === null ? '' : formatShortTime(new Date(searchedToMs), zone);
  const [says, label, onPress] =
    failed !== null
      ? [`The next rows could not be loaded: ${failed}`, 'Try again', onMore]
      : searching
        ? [`Searching, back to ${back} so far…`, 'Stop', onStop]
        : loading
          ? ['Loading more…']
          : searchedToMs !== null
            ? [`Searched back to ${back}.`, 'Search further', onMore]
            : hasMore
              ? [null, 'Load more', onMore]
              : [`That is all. Logs are kept for ${retentionDays} days.`];
  return (
    <div className="sticky left-0 flex min-h-11 w-fit items-center gap-3 px-4 py-2 text-[12px] text-mute">
      {says ? <span className={failed === null ? undefined : 'text-bad'}>{says}</span> : null}
      {label ? (
        // One button whatever it does, so that the focus stays on it. More is loaded by itself when
        // the last rows come near: Tab does not go there, or it would scroll to the end.
        <Button className="h-7" tabIndex={says === null ? -1 : undefined} onClick={onPress}>
          {label}
        </Button>
      ) : null}
    </div>
  );
}
