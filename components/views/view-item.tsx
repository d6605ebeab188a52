'use client';

import { Pencil, Star, Users } from 'lucide-react';
import { useState } from 'react';
import { toast } from '@/components/ui/toast';
import { setDefaultViewAction } from '@/lib/actions/set-default-view';
import { cn } from '@/lib/cn';
import type { SavedView } from '@/lib/domain/saved-view';
import { answerOf } from '@/lib/format/answer-of';
import { visibleLine } from '@/lib/format/visible-line';
import { ViewEditor } from './view-editor';

const BUTTON =
  'flex size-6 shrink-0 items-center justify-center rounded-sm text-mute hover:text-text';

interface ViewItemProps {
  project: string;
  view: SavedView;
  isOpen: boolean;
  onOpen: () => void;
  onChanged: () => void;
  onDeleted: () => void;
}

/** One saved view: opens it, makes it the default, and has its editor below it. */
export function ViewItem(props: ViewItemProps) {
  const { project, view, isOpen, onOpen, onChanged, onDeleted } = props;
  const [editing, setEditing] = useState(false);
  const name = visibleLine(view.name);
  const setDefault = async () => {
    const result = await answerOf(
      setDefaultViewAction({ project, id: view.isDefault ? null : view.id }),
    );
    onChanged();
    if (!result.ok) toast(`The default view is as it was. ${result.error.message}`);
    else toast(view.isDefault ? 'No view opens by itself' : `${name} opens by itself from now on`);
  };
  return (
    <li>
      <div className="flex items-center rounded-sm hover:bg-raise">
        <button
          type="button"
          aria-current={isOpen ? 'true' : undefined}
          onClick={onOpen}
          className="flex h-7 min-w-0 flex-1 items-center gap-1.5 px-2 text-left aria-[current]:font-semibold"
        >
          <span dir="auto" className="truncate">
            {name}
          </span>
          {view.isShared ? (
            <>
              <Users aria-hidden size={12} className="shrink-0 text-mute" />
              <span className="sr-only">shared with the project</span>
            </>
          ) : null}
        </button>
        <button
          type="button"
          aria-label={`Open ${name} by default`}
          aria-pressed={view.isDefault}
          title={view.isDefault ? 'Opens by itself' : 'Open it by itself'}
          className={cn(BUTTON, view.isDefault && 'text-accent hover:text-accent')}
          onClick={() => void setDefault()}
        >
          <Star aria-hidden size={13} fill={view.isDefault ? 'currentColor' : 'none'} />
        </button>
        <button
          type="button"
          aria-label={`Edit ${name}`}
          aria-expanded={editing}
          className={BUTTON}
          onClick={() => setEditing(!editing)}
        >
          <Pencil aria-hidden size={13} />
        </button>
      </div>
      {editing ? (
        <ViewEditor
          {...{ project, view, onDeleted }}
          onChanged={() => {
            setEditing(false);
            onChanged();
          }}
        />
      ) : null}
    </li>
  );
}
