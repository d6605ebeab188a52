'use client';

import { Calendar } from 'lucide-react';
import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { useLazyPanel } from '@/components/ui/use-lazy-panel';
import type { TimeRange } from '@/lib/domain/time-range';
import { timeRangeLabel } from '@/lib/format/time-range-label';

const fetchPanel = () => import('./time-range-panel');

interface TimeRangeFilterProps {
  range: TimeRange;
  onChange: (range: TimeRange) => void;
}

/** Relative ranges stay relative in the URL; absolute ones are entered in the zone of the screen. */
export function TimeRangeFilter(props: TimeRangeFilterProps) {
  const { zone } = useZone();
  const trigger = (
    <Button>
      <Calendar aria-hidden size={14} className="text-mute" />
      <span suppressHydrationWarning>{timeRangeLabel(props.range, zone)}</span>
    </Button>
  );
  const { panel, open, setOpen, trigger: bare } = useLazyPanel(fetchPanel, trigger, 'dialog');
  if (!panel) return bare;
  return <panel.TimeRangePanel {...props} trigger={trigger} open={open} onOpenChange={setOpen} />;
}
