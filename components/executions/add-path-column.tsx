'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  addPathColumn,
  type ColumnLayout,
  MAX_PATH_COLUMNS,
  pathColumnKey,
} from '@/lib/domain/column-layout';
import { isColumnId } from '@/lib/domain/execution-columns';
import { printColumns } from '@/lib/query-state/column-text';

/** Bytes that a browser surely keeps of a cookie. */
const MAX_COOKIE_BYTES = 3_800;

/** Why a path cannot be a column, or the columns with it. */
function withPath(layout: ColumnLayout, text: string): ColumnLayout | string {
  const key = pathColumnKey(text.trim());
  if (key === null) {
    return 'Write a path of the context or the attributes, such as ctx.part.id or attr["status code"].';
  }
  const paths = layout.filter((place) => !isColumnId(place.key) && place.key !== key);
  if (paths.length >= MAX_PATH_COLUMNS) {
    return `There are ${MAX_PATH_COLUMNS} paths already: remove one first.`;
  }
  const next = addPathColumn(layout, key);
  const isLong = encodeURIComponent(printColumns(next)).length > MAX_COOKIE_BYTES;
  return isLong ? 'The paths together are too long to be remembered: remove one first.' : next;
}

/** Makes a value of the context or the attributes a column. */
export function AddPathColumn({
  layout,
  onAdd,
}: {
  layout: ColumnLayout;
  onAdd: (layout: ColumnLayout) => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const next = withPath(layout, text);
        setProblem(typeof next === 'string' ? next : null);
        if (typeof next === 'string') return;
        onAdd(next);
        setText('');
      }}
    >
      <label htmlFor={`${id}-path`} className="text-[12px] font-semibold">
        A path as a column
      </label>
      <div className="mt-1 flex gap-2">
        <input
          id={`${id}-path`}
          type="text"
          value={text}
          placeholder="ctx.part.id"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
          className="h-7 w-full min-w-0 rounded-md border border-line bg-bg px-2 font-mono text-[12px] placeholder:text-mute aria-invalid:border-bad"
        />
        <Button type="submit" className="h-7" disabled={text.trim() === ''}>
          Add
        </Button>
      </div>
      {problem === null ? null : (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-[12px] text-bad">
          {problem}
        </p>
      )}
    </form>
  );
}
