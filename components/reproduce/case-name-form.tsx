'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusableButton } from '@/components/ui/refusable-button';
import { renameCaseAction } from '@/lib/actions/rename-case';
import { MAX_CASE_NAME_LENGTH } from '@/lib/domain/limits';
import type { PinnedCase } from '@/lib/domain/pinned-case';
import { answerOf } from '@/lib/format/answer-of';

interface CaseNameFormProps {
  project: string;
  actionKey: string;
  one: PinnedCase;
  /** Renamed, or given up. */
  onDone: () => void;
}

/** Gives a case another name; Esc gives it up. */
export function CaseNameForm({ project, actionKey, one, onDone }: CaseNameFormProps) {
  const router = useRouter();
  const [name, setName] = useState(one.name);
  const [failed, setFailed] = useState<string | null>(null);
  const rename = async () => {
    const id = one.executionId;
    const result = await answerOf(renameCaseAction({ project, actionKey, id, name }));
    setFailed(result.ok ? null : result.error.message);
    if (!result.ok) return;
    router.refresh();
    onDone();
  };
  return (
    <form
      className="flex items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
    >
      <input
        type="text"
        aria-label="Name of the case"
        value={name}
        maxLength={MAX_CASE_NAME_LENGTH}
        // biome-ignore lint/a11y/noAutofocus: somebody has just asked for it.
        autoFocus
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
        className="h-7 w-full min-w-40 rounded-md border border-line bg-bg px-2"
      />
      <RefusableButton
        type="submit"
        className="h-7"
        refused={
          name.trim() === ''
            ? 'it needs a name'
            : name.trim() === one.name && 'nothing has been changed'
        }
      >
        Save
      </RefusableButton>
      {failed ? (
        <p role="alert" className="text-[12px] text-bad">
          {failed}
        </p>
      ) : null}
    </form>
  );
}
