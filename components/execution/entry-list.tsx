'use client';

import { useZone } from '@/components/layout/zone-provider';
import { cn } from '@/lib/cn';
import type { ExecutionEntry } from '@/lib/domain/execution';
import { formatTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { Pane } from './pane';

const TONE: Record<ExecutionEntry['level'], string> = {
  debug: 'text-mute',
  info: 'text-mute',
  warning: 'text-warn',
  error: 'text-bad',
};

/** The structured log lines of an execution in their order. */
export function EntryList({ entries }: { entries: readonly ExecutionEntry[] }) {
  const { zone } = useZone();
  if (entries.length === 0) return null;
  return (
    <Pane title="Log" detail={String(entries.length)}>
      <ol className="max-h-[60vh] overflow-y-auto py-1 font-mono text-[12px]">
        {entries.map((entry) => (
          <li key={entry.seq} className="flex gap-3 px-4">
            <span className="shrink-0 text-mute">
              {entry.occurredAt ? formatTime(entry.occurredAt, zone) : '–'}
            </span>
            <span className={cn('w-16 shrink-0', TONE[entry.level])}>{entry.level}</span>
            <span className="min-w-0 break-words">
              {visibleLine([entry.event, entry.message].filter(Boolean).join(' – '))}
            </span>
          </li>
        ))}
      </ol>
    </Pane>
  );
}
