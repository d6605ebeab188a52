'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FormAlert } from '@/components/ui/form-alert';
import { promotePathAction } from '@/lib/actions/promote-path';
import { answerOf } from '@/lib/format/answer-of';

/** Makes a path of the context or the attributes a facet, for everybody in the project. */
export function AddFacet({ project, onAdded }: { project: string; onAdded: () => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    const answer = await answerOf(promotePathAction({ project, path: text }));
    setBusy(false);
    if (!answer.ok) setProblem(answer.error.message);
    else {
      setText('');
      setProblem(null);
      onAdded();
    }
  };
  return (
    <form
      className="py-2"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <label className="block pb-1 text-[12px] text-mute">
        Add a facet: a path
        <span className="mt-1 flex gap-1.5">
          <input
            type="text"
            value={text}
            placeholder="ctx.part.id"
            spellCheck={false}
            aria-invalid={problem !== null}
            onChange={(event) => setText(event.target.value)}
            className="h-7 min-w-0 flex-1 rounded-md border border-line bg-bg px-2 font-mono text-[12px] text-text placeholder:text-mute aria-invalid:border-bad"
          />
          <Button type="submit" className="h-7" disabled={busy || text.trim() === ''}>
            Add
          </Button>
        </span>
      </label>
      {problem ? <FormAlert className="text-[12px]">{problem}</FormAlert> : null}
    </form>
  );
}
