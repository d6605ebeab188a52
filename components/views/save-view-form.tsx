'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { createViewAction } from '@/lib/actions/create-view';
import { MAX_VIEW_NAME_LENGTH, type SavedView } from '@/lib/domain/saved-view';
import { answerOf } from '@/lib/format/answer-of';

/** Gives the screen a name. */
export function SaveViewForm({
  project,
  state,
  onSaved,
}: {
  project: string;
  state: Pick<SavedView, 'search' | 'columns'>;
  onSaved: (view: SavedView) => void;
}) {
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const save = async () => {
    const result = await answerOf(createViewAction({ project, name, isShared, ...state }));
    setFailed(result.ok ? null : result.error.message);
    if (!result.ok) return;
    setName('');
    onSaved(result.value);
  };
  return (
    <form
      className="space-y-2 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label className="block text-[12px] font-semibold">
        Save this screen as
        <input
          type="text"
          value={name}
          maxLength={MAX_VIEW_NAME_LENGTH}
          placeholder="e.g. Failures in production"
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          className="mt-1 h-7 w-full rounded-md border border-line bg-bg px-2 text-[13px] font-normal placeholder:text-mute"
        />
      </label>
      <div className="flex items-center gap-2">
        <label className="flex h-7 flex-1 items-center gap-2 text-[12px]">
          <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)} />
          Shared with the project
        </label>
        <Button type="submit" look="primary" className="h-7" disabled={name.trim() === ''}>
          Save
        </Button>
      </div>
      {failed ? (
        <p role="alert" className="text-[12px] text-bad">
          {failed}
        </p>
      ) : null}
    </form>
  );
}
