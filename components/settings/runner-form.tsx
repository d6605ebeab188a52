'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { FormAlert } from '@/components/ui/form-alert';
import { RefusableButton } from '@/components/ui/refusable-button';
import { replaceWebhookSecretAction } from '@/lib/actions/replace-webhook-secret';
import { saveRunnerAction } from '@/lib/actions/save-runner';
import { MAX_WEBHOOK_URL_LENGTH, type RunnerPage } from '@/lib/domain/runner-settings';
import { answerOf } from '@/lib/format/answer-of';
import { formatShortTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { RunnerChoices } from './runner-choices';
import { draftOf, isSameDraft, type RunnerDraft, settingsOf } from './runner-draft';
import { RunnerLimits } from './runner-limits';
import { WebhookSecret } from './webhook-secret';

interface RunnerFormProps extends RunnerPage {
  project: string;
  /** Empty: what holds for every action without settings of its own. */
  actionKey: string;
}

type State = { kind: 'idle' | 'busy' | 'saved' } | { kind: 'failed'; words: string };

/** Who runs the retries of an action, and how. */
export function RunnerForm({ project, actionKey, own, ...about }: RunnerFormProps) {
  const router = useRouter();
  const { zone } = useZone();
  const [draft, setDraft] = useState(() => draftOf(own));
  const [kept, setKept] = useState(draft);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const [made, setMade] = useState<string | null>(null);
  const change = (part: Partial<RunnerDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setState({ kind: 'idle' });
  };
  const save = async () => {
    setState({ kind: 'busy' });
    const settings = settingsOf(draft);
    const result = await answerOf(saveRunnerAction({ project, action: actionKey, settings }));
    if (!result.ok) return setState({ kind: 'failed', words: result.error.message });
    setKept(draft);
    if (settings?.executor !== 'webhook') setMade(null);
    if (result.value.secret) setMade(result.value.secret);
    setState({ kind: 'saved' });
    router.refresh();
  };
  const replace = async () => {
    setState({ kind: 'busy' });
    const result = await answerOf(replaceWebhookSecretAction({ project, action: actionKey }));
    if (!result.ok) return setState({ kind: 'failed', words: result.error.message });
    setMade(result.value.secret);
    setState({ kind: 'idle' });
    router.refresh();
  };
  const runs = draft.choice === 'sandbox' || draft.choice === 'webhook';
  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <RunnerChoices
        {...about}
        choice={draft.choice}
        ofProject={actionKey === ''}
        onChoose={(choice) => change({ choice })}
      />
      {draft.choice === 'webhook' ? (
        <div className="space-y-3">
          <label className="block text-[12px] text-mute">
            URL of the webhook
            <input
              type="text"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              value={draft.webhookUrl}
              maxLength={MAX_WEBHOOK_URL_LENGTH}
              placeholder="https://automations.example.com/retry"
              onChange={(event) => change({ webhookUrl: event.target.value })}
              className="mt-0.5 h-8 w-full rounded-md border border-line bg-bg px-2 font-mono text-[12px] text-text placeholder:text-mute"
            />
          </label>
          <WebhookSecret
            made={made}
            isSet={own?.executor === 'webhook' && own.hasSecret}
            busy={state.kind === 'busy'}
            onReplace={() => void replace()}
          />
        </div>
      ) : null}
      {runs ? <RunnerLimits draft={draft} onChange={change} /> : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RefusableButton
          type="submit"
          look="primary"
          disabled={state.kind === 'busy'}
          refused={isSameDraft(draft, kept) && 'nothing has been changed'}
        >
          {state.kind === 'busy' ? 'Saving…' : 'Save'}
        </RefusableButton>
        {state.kind === 'failed' ? (
          <FormAlert className="min-w-0">{state.words}</FormAlert>
        ) : (
          <p role="status" className="text-[12px] text-mute">
            {state.kind === 'saved' ? 'Saved. ' : ''}
            {own
              ? `Set by ${visibleLine(own.updatedBy ?? 'somebody')}, ${formatShortTime(own.updatedAt, zone)}`
              : ''}
          </p>
        )}
      </div>
    </form>
  );
}
