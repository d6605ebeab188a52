'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormAlert } from '@/components/ui/form-alert';
import { RefusableButton } from '@/components/ui/refusable-button';
import { toast } from '@/components/ui/toast';
import { deleteProjectAction } from '@/lib/actions/delete-project';
import { answerOf } from '@/lib/format/answer-of';
import { paths } from '@/lib/paths';

export function DeleteProject({ project }: { project: { key: string; name: string } }) {
  const router = useRouter();
  const [typedName, setTypedName] = useState('');
  const [state, setState] = useState<{ busy: boolean; failed: string | null }>({
    busy: false,
    failed: null,
  });
  const remove = async () => {
    setState({ busy: true, failed: null });
    const result = await answerOf(deleteProjectAction({ project: project.key, typedName }));
    if (result.ok) {
      router.replace(paths.home());
      toast(`${project.name} is deleted`);
    } else setState({ busy: false, failed: result.error.message });
  };
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <p className="w-full text-mute">
        All executions, code, contexts and keys of {project.name} are deleted at once and cannot be
        brought back.
      </p>
      <label className="min-w-52 flex-1 text-[12px] text-mute">
        Type “{project.name}” to confirm
        <input
          type="text"
          value={typedName}
          autoComplete="off"
          onChange={(event) => setTypedName(event.target.value)}
          className="mt-0.5 h-8 w-full rounded-md border border-line bg-bg px-2 text-[13px] text-text"
        />
      </label>
      <RefusableButton
        type="submit"
        look="danger"
        disabled={state.busy}
        refused={typedName.trim() !== project.name && 'its name is to be typed first'}
      >
        {state.busy ? 'Deleting…' : 'Delete project'}
      </RefusableButton>
      {state.failed ? <FormAlert className="w-full">{state.failed}</FormAlert> : null}
    </form>
  );
}
