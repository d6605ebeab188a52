'use client';

import { useZone } from '@/components/layout/zone-provider';
import { formatFullTime } from '@/lib/format/format-time';

export function ComparedTime({ date }: { date: Date }) {
  const { zone } = useZone();
  return <span className="font-mono text-[12px] text-mute">{formatFullTime(date, zone)}</span>;
}
