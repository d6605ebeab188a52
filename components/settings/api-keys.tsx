'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';
import { FormAlert } from '@/components/ui/form-alert';
import { RefusableButton } from '@/components/ui/refusable-button';
import { createApiKeyAction } from '@/lib/actions/create-api-key';
import { revokeApiKeyAction } from '@/lib/actions/revoke-api-key';
import type { ApiKeySummary } from '@/lib/domain/api-key';
import { answerOf } from '@/lib/format/answer-of';
import { formatShortTime } from '@/lib/format/format-time';

/** Makes, lists and revokes keys. A key's text is shown once, right after it was made. */
export function ApiKeys({ project, keys }: { project: string; keys: readonly ApiKeySummary[] }) {
  const router = useRouter();
  const { zone } = useZone();
  const [name, setName] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const create = async () => {
    const result = await answerOf(createApiKeyAction({ project, name }));
    setFailed(result.ok ? null : result.error.message);
    if (!result.ok) return;
    setMade(result.value.key);
    setName('');
    router.refresh();
  };
  const revoke = async (id: string) => {
    const result = await answerOf(revokeApiKeyAction({ project, id }));
    setFailed(result.ok ? null : result.error.message);
    if (result.ok) router.refresh();
  };
  return (
    <div className="space-y-3">
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <label className="min-w-52 flex-1 text-[12px] text-mute">
          Name of the new key
          <input
            type="text"
            value={name}
            maxLength={80}
            placeholder="e.g. production server"
            onChange={(event) => setName(event.target.value)}
            className="mt-0.5 h-8 w-full rounded-md border border-line bg-bg px-2 text-[13px] text-text placeholder:text-mute"
          />
        </label>
        <RefusableButton
          type="submit"
          look="primary"
          refused={name.trim() === '' && 'it needs a name'}
        >
          Make key
        </RefusableButton>
      </form>
      {failed ? <FormAlert>{failed}</FormAlert> : null}
      {made ? (
        <div role="status" className="rounded-lg border border-line bg-tint p-3">
          <p className="pb-1">Copy the key now: it is not shown again.</p>
          <p className="flex items-center gap-2">
            <code className="min-w-0 font-mono text-[12px] break-all" data-testid="new-key">
              {made}
            </code>
            <Button className="h-7" onClick={() => void copyText(made, 'Key copied')}>
              Copy
            </Button>
          </p>
        </div>
      ) : null}
      <ul>
        {keys.map((key) => (
          <li key={key.id} className="flex h-10 items-center gap-3 border-t border-line">
            <span className="min-w-0 flex-1 truncate">{key.name}</span>
            <span className="font-mono text-[12px] text-mute">{key.prefix}…</span>
            <span className="text-[12px] text-mute max-md:hidden">
              {key.lastUsedAt ? `used ${formatShortTime(key.lastUsedAt, zone)}` : 'never used'}
            </span>
            <Button
              look="danger"
              className="h-7"
              aria-label={`Revoke ${key.name}`}
              onClick={() => void revoke(key.id)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
