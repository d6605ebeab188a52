'use client';

import { useZone } from '@/components/layout/zone-provider';
import type { CodeMark, Histogram } from '@/lib/domain/counts';
import { formatShortTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { placeOf } from './bars';
import { clusterMarks } from './cluster-marks';

/** Digits of a version that people tell versions apart by. */
const DIGITS = 4;
/** Named in the title of a shared label. */
const MOST_NAMED = 8;

/** Where actions first ran with a version of their code. Pressed, it asks for what ran with that. */
export function CodeMarks({
  marks,
  histogram,
  width,
  onPick,
}: {
  marks: readonly CodeMark[];
  histogram: Histogram;
  width: number;
  onPick: (codes: readonly string[]) => void;
}) {
  const { zone } = useZone();
  const clusters = clusterMarks(marks, width, ({ atMs }) => placeOf(histogram, atMs, width));
  if (clusters.length === 0) return null;
  return (
    <ul aria-label="First runs of code versions" className="relative h-4">
      {clusters.map(({ left, isFlipped, marks: near }) => {
        const codes = [...new Set(near.map(({ codeSha256 }) => codeSha256))];
        const words = near.slice(0, MOST_NAMED).map((mark) => firstRun(mark, zone));
        if (near.length > MOST_NAMED) words.push(`and ${near.length - MOST_NAMED} more`);
        const label = codes.length === 1 ? codes[0]?.slice(0, DIGITS) : `${codes.length} versions`;
        return (
          <li
            key={near[0]?.executionId + (near[0]?.action ?? '')}
            className="absolute top-0"
            style={isFlipped ? { right: width - left } : { left }}
          >
            <button
              type="button"
              title={words.join('\n')}
              aria-label={words.join(', ')}
              onClick={() => onPick(codes)}
              className="block h-4 border-l border-accent pl-1 font-mono text-[10px] leading-4 whitespace-nowrap text-mute hover:text-text"
            >
              {label}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function firstRun({ action, codeSha256, atMs }: CodeMark, zone: string): string {
  const when = formatShortTime(new Date(atMs), zone);
  return `first run of ${codeSha256.slice(0, DIGITS)} by ${visibleLine(action)}, ${when}`;
}
