import type { ReactNode } from 'react';
import { Radio } from '@/components/ui/radio';
import type { RunnerChoice, RunnerPage } from '@/lib/domain/runner-settings';
import type { RunnerDraft } from './runner-draft';

const NAME: Record<RunnerChoice, string> = { off: 'Off', sandbox: 'Sandbox', webhook: 'Webhook' };

interface RunnerChoicesProps extends Pick<RunnerPage, 'inherited' | 'sandbox' | 'hasWorker'> {
  choice: RunnerDraft['choice'];
  onChoose: (choice: RunnerDraft['choice']) => void;
  /** Whether this is about a project, not about one of its actions. */
  ofProject: boolean;
}

/** What runs a retry, with what each of them means here. */
export function RunnerChoices(props: RunnerChoicesProps) {
  const { choice, onChoose, ofProject, inherited, sandbox, hasWorker } = props;
  const given = NAME[inherited.choice].toLowerCase();
  const row = (value: RunnerDraft['choice'], name: string, meaning: ReactNode) => (
    <label className="flex gap-3 border-t border-line py-2.5 first-of-type:border-t-0">
      <Radio
        name="runner"
        className="mt-[3px]"
        checked={choice === value}
        onChange={() => onChoose(value)}
      />
      <span className="min-w-0">
        <span className="font-semibold">{name}</span>
        <span className="block text-[12px] text-mute">{meaning}</span>
      </span>
    </label>
  );
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1 text-[12px] text-mute">What runs a retry</legend>
      {hasWorker ? null : (
        <p className="pb-2 text-[12px] text-warn">
          No worker is running, so no retry would start. Start Runlens with{' '}
          <Variable name="RUNLENS_RUNNER=sandbox" />, or <Variable name="RUNLENS_RUNNER=webhook" />{' '}
          where webhooks are enough, or a worker of its own beside it.
        </p>
      )}
      {ofProject
        ? row(
            'inherit',
            `As this server says: ${given}`,
            <>
              The variable <Variable name="RUNLENS_RUNNER" /> says it.
            </>,
          )
        : row(
            'inherit',
            `As the project says: ${given}`,
            inherited.from === 'project'
              ? 'The settings of the project say it.'
              : 'Nothing is set for the project, so it is as this server says.',
          )}
      {row('off', NAME.off, 'Failed executions cannot be retried from here.')}
      {row(
        'sandbox',
        NAME.sandbox,
        <>
          The recorded code runs on this server, fenced in: no network, no other processes, none of
          its files, limited memory and output.{' '}
          {sandbox.ok ? (
            <span className="text-good">
              It can run here{sandbox.python ? `, with Python ${sandbox.python}` : ''}.
            </span>
          ) : (
            <span className="text-warn">It cannot run on this machine. {sandbox.reason}</span>
          )}
        </>,
      )}
      {row(
        'webhook',
        NAME.webhook,
        'The system that owns the automation is asked to run it again, by a signed POST (Standard Webhooks). It answers with the outcome, or reports it later.',
      )}
    </fieldset>
  );
}

function Variable({ name }: { name: string }) {
  return <span className="font-mono text-[12px] break-all text-text">{name}</span>;
}
