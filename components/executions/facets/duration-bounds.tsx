'use client';

import { useState } from 'react';
import type { Bound as RangeBound } from '@/lib/domain/query';

const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `200`, `200ms`, `1.5 s`, `2m` as milliseconds; null = empty, undefined = not a duration. */
function parseDurationMs(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|m|h)?$/.exec(text.trim().toLowerCase());
  if (!match) return undefined;
  return Number(match[1]) * (UNIT_MS[match[2] ?? 'ms'] ?? 1);
}

function Bound({
  label,
  valueMs,
  onChange,
}: {
  label: string;
  valueMs: number | null;
  onChange: (ms: number | null) => void;
}) {
  const [text, setText] = useState(valueMs === null ? '' : `${valueMs} ms`);
  const parsed = parseDurationMs(text);
  const commit = () => {
    if (parsed !== undefined && parsed !== valueMs) onChange(parsed);
  };
  return (
    <label className="min-w-0 flex-1 text-[12px] text-mute">
      {label}
      <input
        type="text"
        value={text}
        placeholder="e.g. 200 ms, 1.5 s"
        aria-invalid={parsed === undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
        className="mt-0.5 h-7 w-full rounded-md border border-line bg-bg px-2 text-[12px] text-text placeholder:text-mute aria-invalid:border-bad"
      />
      {parsed === undefined ? <span className="text-bad">A number with ms, s, m or h</span> : null}
    </label>
  );
}

export interface DurationRange {
  min: RangeBound | null;
  max: RangeBound | null;
}

/** Execution time between two bounds; those entered here are inclusive. */
export function DurationBounds({
  range: { min, max },
  onChange,
}: {
  range: DurationRange;
  onChange: (range: DurationRange) => void;
}) {
  const minMs = min && Number(min.value);
  const maxMs = max && Number(max.value);
  const bound = (ms: number | null) =>
    ms === null ? null : { value: String(ms), inclusive: true };
  return (
    <div className="flex gap-2">
      <Bound
        key={`min${minMs}`}
        label="At least"
        valueMs={minMs}
        onChange={(ms) => onChange({ min: bound(ms), max })}
      />
      <Bound
        key={`max${maxMs}`}
        label="At most"
        valueMs={maxMs}
        onChange={(ms) => onChange({ min, max: bound(ms) })}
      />
    </div>
  );
}
