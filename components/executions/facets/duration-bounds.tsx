'use client';

import { useId, useState } from 'react';
import { type DurationRange, durationTexts, readDurationRange } from './read-duration-range';

const LABEL = { min: 'At least', max: 'At most' };

/** Execution time between two bounds. What makes no range stays in the boxes, with the reason. */
export function DurationBounds({
  range,
  onChange,
}: {
  range: DurationRange;
  onChange: (range: DurationRange) => void;
}) {
  const faultId = useId();
  const standing = durationTexts(range);
  const [known, setKnown] = useState(standing);
  const [texts, setTexts] = useState(standing);
  if (known.min !== standing.min || known.max !== standing.max) {
    setKnown(standing);
    setTexts(standing);
  }
  const read = readDurationRange(texts, range);
  const commit = () => {
    const { range: next } = read;
    if (next && (next.min !== range.min || next.max !== range.max)) onChange(next);
  };
  return (
    <>
      <div className="flex gap-2">
        {(['min', 'max'] as const).map((end) => (
          <label key={end} className="min-w-0 flex-1 text-[12px] text-mute">
            {LABEL[end]}
            <input
              type="text"
              value={texts[end]}
              placeholder="e.g. 200 ms, 1.5 s"
              aria-invalid={read.faulty.includes(end)}
              aria-describedby={faultId}
              onChange={(event) => setTexts({ ...texts, [end]: event.target.value })}
              onBlur={commit}
              onKeyDown={(event) => event.key === 'Enter' && commit()}
              className="mt-0.5 h-7 w-full rounded-md border border-line bg-bg px-2 text-[12px] text-text placeholder:text-mute aria-invalid:border-bad"
            />
          </label>
        ))}
      </div>
      <p role="status" id={faultId} className="text-[12px] text-bad">
        {read.fault}
      </p>
    </>
  );
}
