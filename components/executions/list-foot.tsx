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
  return (
    <div className="sticky left-0 flex h-11 w-fit items-center gap-3 px-4 text-[12px] text-mute">
      {failed !== null ? (
        <>
          <span className="text-bad">The next rows could not be loaded: {failed}</span>
          <FootButton onClick={onMore}>Try again</FootButton>
        </>
      ) : searching ? (
        <>
          <span>Searching, back to {back} so far…</span>
          <FootButton onClick={onStop}>Stop</FootButton>
        </>
      ) : loading ? (
        'Loading more…'
      ) : searchedToMs !== null ? (
        <>
          <span>Searched back to {back}.</span>
          <FootButton onClick={onMore}>Search further</FootButton>
        </>
      ) : hasMore ? (
        <FootButton onClick={onMore}>Load more</FootButton>
      ) : (
        `That is all. Logs are kept for ${retentionDays} days.`
      )}
    </div>
  );
}

function FootButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button className="h-7" onClick={onClick}>
      {children}
    </Button>
  );
}
