import type { ReactNode } from 'react';
import type { ApiKeySummary } from '@/lib/domain/api-key';
import type { RunnerPage } from '@/lib/domain/runner-settings';
import { paths } from '@/lib/paths';
import { ApiKeys } from './api-keys';
import { DeleteProject } from './delete-project';
import { NewProject } from './new-project';
import { RunnerForm } from './runner-form';

interface SettingsScreenProps {
  project: { key: string; name: string };
  keys: readonly ApiKeySummary[];
  publicUrl: string;
  retentionDays: number;
  /** Who runs retries where an action does not say it. */
  runner: RunnerPage;
}

/** A project's keys, its retries and its end, and the way to another project. */
export function SettingsScreen(props: SettingsScreenProps) {
  const { project, keys, publicUrl, retentionDays, runner } = props;
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <h1 className="border-b border-line px-4 py-3 text-[15px] font-semibold">
        Settings of {project.name}
      </h1>
      <div className="max-w-3xl">
        <Part title="API keys">
          <p className="pb-3 text-mute">
            Whoever has a key can send executions to this project and read them. Producers send to{' '}
            <span className="font-mono text-[12px] text-text">{publicUrl}/api/v1/executions</span>,
            and all else that a key opens is in the{' '}
            <a href={paths.apiReference()} className="text-accent underline underline-offset-2">
              API reference
            </a>
            .
          </p>
          <ApiKeys project={project.key} keys={keys} />
        </Part>
        <Part title="Retry">
          <p className="pb-3 text-mute">
            This holds for every action that says nothing else on its own page.
          </p>
          <RunnerForm project={project.key} actionKey="" {...runner} />
        </Part>
        <Part title="Retention">
          <p className="text-mute">
            Logs are kept for {retentionDays} days and then deleted for good. The variable{' '}
            <span className="font-mono text-[12px] text-text">RUNLENS_RETENTION_DAYS</span> sets it
            for all projects at the next start.
          </p>
        </Part>
        <Part title="New project" id="new-project">
          <NewProject />
        </Part>
        <Part title="Delete this project">
          <DeleteProject project={project} />
        </Part>
      </div>
    </div>
  );
}

function Part({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section id={id} aria-label={title} className="border-b border-line px-4 py-5">
      <h2 className="pb-2 font-semibold">{title}</h2>
      {children}
    </section>
  );
}
