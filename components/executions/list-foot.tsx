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
  retentionDays,
  onMore,
}: {
  loading: boolean;
  failed: string | null;
  hasMore: boolean;
  searchedToMs: number | null;
  retentionDays: number;
  onMore: () => void;
}) {
  const { zone } = useZone();
  return (
    <div className="sticky left-0 flex h-11 w-fit items-center gap-3 px-4 text-[12px] text-mute">
      {loading ? (
        'Loading more…'
      ) : failed !== null ? (
        <>
          <span className="text-bad">The next rows could not be loaded: {failed}</span>
          <Button className="h-7" onClick={onMore}>
            Try again
          </Button>
        </>
      ) : searchedToMs !== null ? (
        <>
          Searched back to {formatShortTime(new Date(searchedToMs), zone)}.
          <Button className="h-7" onClick={onMore}>
            Search further
          </Button>
        </>
      ) : hasMore ? (
        <Button className="h-7" onClick={onMore}>
          Load more
        </Button>
      ) : (
        `That is all. Logs are kept for ${retentionDays} days.`
      )}
    </div>
  );
}
