'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormAlert } from '@/components/ui/form-alert';
import { RefusableButton } from '@/components/ui/refusable-button';
import { createProjectAction } from '@/lib/actions/create-project';
import { isProjectKey } from '@/lib/domain/project';
import { answerOf } from '@/lib/format/answer-of';
import { paths } from '@/lib/paths';

/** `Factory One` → `factory-one` */
function keyOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
}

export function NewProject() {
  const router = useRouter();
  const [name, setName] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const key = keyOf(name);
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void answerOf(createProjectAction({ key, name: name.trim() })).then((result) => {
          if (result.ok) router.push(paths.executions(result.value.key));
          else setFailed(result.error.message);
        });
      }}
    >
      <label className="min-w-52 flex-1 text-[12px] text-mute">
        Name of the new project
        <input
          type="text"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.target.value)}
          className="mt-0.5 h-8 w-full rounded-md border border-line bg-bg px-2 text-[13px] text-text"
        />
      </label>
      <RefusableButton
        type="submit"
        look="primary"
        refused={!isProjectKey(key) && 'it needs a name'}
      >
        Make project
      </RefusableButton>
      {name.trim() !== '' && !isProjectKey(key) ? (
        <p className="w-full text-mute">
          Its address is made of its name, which needs letters from a to z or digits for that.
        </p>
      ) : null}
      {failed ? <FormAlert className="w-full">{failed}</FormAlert> : null}
    </form>
  );
}
