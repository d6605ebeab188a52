'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { RefusableButton } from '@/components/ui/refusable-button';
import { deleteViewAction } from '@/lib/actions/delete-view';
import { renameViewAction } from '@/lib/actions/rename-view';
import { shareViewAction } from '@/lib/actions/share-view';
import type { Result } from '@/lib/domain/result';
import { MAX_VIEW_NAME_LENGTH, type SavedView } from '@/lib/domain/saved-view';
import { answerOf } from '@/lib/format/answer-of';

interface ViewEditorProps {
  project: string;
  view: SavedView;
  onChanged: () => void;
  onDeleted: () => void;
}

/** Renames a view, shares it or takes it back, and deletes it when that is said twice. */
export function ViewEditor(props: ViewEditorProps) {
  const { project, view, onChanged, onDeleted } = props;
  const { id, isShared, isMine } = view;
  const [name, setName] = useState(view.name);
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const run = async (result: Promise<Result<unknown>>, done: () => void) => {
    const answer = await result;
    setFailed(answer.ok ? null : answer.error.message);
    if (answer.ok) done();
  };
  return (
    <form
      className="space-y-2 px-2 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        void run(answerOf(renameViewAction({ project, id, name })), onChanged);
      }}
    >
      <div className="flex gap-2">
        <input
          type="text"
          aria-label={`Name of ${view.name}`}
          value={name}
          maxLength={MAX_VIEW_NAME_LENGTH}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          className="h-7 min-w-0 flex-1 rounded-md border border-line bg-bg px-2"
        />
        <RefusableButton
          type="submit"
          className="h-7"
          refused={
            name.trim() === ''
              ? 'it needs a name'
              : name.trim() === view.name && 'nothing has been changed'
          }
        >
          Rename
        </RefusableButton>
      </div>
      <div className="flex gap-2">
        {isMine || !isShared ? (
          <Button
            className="h-7"
            onClick={() =>
              void run(answerOf(shareViewAction({ project, id, isShared: !isShared })), onChanged)
            }
          >
            {isShared ? 'Stop sharing' : 'Share'}
          </Button>
        ) : null}
        <Button
          look="danger"
          className="h-7"
          onClick={() =>
            sure ? void run(answerOf(deleteViewAction({ project, id })), onDeleted) : setSure(true)
          }
        >
          {sure ? (isShared ? 'Delete it for everybody' : 'Really delete') : 'Delete'}
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
