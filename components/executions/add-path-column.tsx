'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ColumnLayout } from '@/lib/domain/column-layout';
import { columnsWithPath } from '@/lib/query-state/columns-with-path';

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
        const next = columnsWithPath(layout, text);
        if ('problem' in next) {
          setProblem(next.problem);
          return;
        }
        onAdd(next.layout);
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
