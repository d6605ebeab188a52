'use client';

import { useState } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { PopoverPanel, type PopoverPanelProps } from '@/components/ui/popover-panel';
import { cn } from '@/lib/cn';
import { type TimeRange, timeRangeMs, zoomedOut } from '@/lib/domain/time-range';
import { RANGE_PRESETS } from '@/lib/format/time-range-label';
import { fromZonedInput, toZonedInput } from '@/lib/format/zoned-time';

function inputOf(ms: number | null, zone: string): string {
  return ms === null ? '' : toZonedInput(ms, zone);
}

interface TimeRangePanelProps extends Pick<PopoverPanelProps, 'trigger' | 'open' | 'onOpenChange'> {
  range: TimeRange;
  onChange: (range: TimeRange) => void;
}

/** The ranges to choose from, and one to be entered. */
export function TimeRangePanel({ range, onChange, ...panel }: TimeRangePanelProps) {
  const { zone } = useZone();
  return (
    <PopoverPanel label="Time range" align="end" {...panel}>
      <ul className="grid grid-cols-2 gap-1">
        {RANGE_PRESETS.map(({ since, label }) => (
          <li key={label}>
            <button
              type="button"
              aria-pressed={range.since === since && range.until === null}
              onClick={() => {
                panel.onOpenChange(false);
                onChange({ since, until: null });
              }}
              className={cn(
                'h-7 w-full rounded-md px-2 text-left hover:bg-raise',
                range.since === since && range.until === null && 'bg-tint',
              )}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
      {range.since === null ? null : (
        <Button className="mt-2 h-7 w-full" onClick={() => onChange(zoomedOut(range, Date.now()))}>
          Zoom out to twice the time
        </Button>
      )}
      <AbsoluteRange
        key={zone}
        range={range}
        zone={zone}
        onChange={(next) => {
          panel.onOpenChange(false);
          onChange(next);
        }}
      />
    </PopoverPanel>
  );
}

function AbsoluteRange({
  range,
  zone,
  onChange,
}: {
  range: TimeRange;
  zone: string;
  onChange: (range: TimeRange) => void;
}) {
  const now = timeRangeMs(range, Date.now());
  const [since, setSince] = useState(inputOf(now.sinceMs, zone));
  const [until, setUntil] = useState(inputOf(now.untilMs, zone));
  const sinceMs = fromZonedInput(since, zone, 'since');
  const untilMs = fromZonedInput(until, zone, 'until');
  const backwards = sinceMs !== null && untilMs !== null && sinceMs >= untilMs;
  return (
    <form
      className="mt-3 space-y-2 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({
          since: sinceMs === null ? null : new Date(sinceMs).toISOString(),
          until: untilMs === null ? null : new Date(untilMs).toISOString(),
        });
      }}
    >
      <p className="text-[12px] text-mute">Times in {zone}</p>
      {(
        [
          ['From', since, setSince],
          ['To', until, setUntil],
        ] as const
      ).map(([label, value, set]) => (
        <label key={label} className="flex items-center gap-2 text-[12px]">
          <span className="w-10">{label}</span>
          <input
            type="datetime-local"
            value={value}
            onChange={(event) => set(event.target.value)}
            className="h-7 min-w-0 flex-1 rounded-md border border-line bg-bg px-2"
          />
        </label>
      ))}
      {backwards ? <p className="text-[12px] text-bad">The range ends before it begins.</p> : null}
      <Button type="submit" className="w-full" disabled={backwards || (!since && !until)}>
        Apply
      </Button>
    </form>
  );
}
