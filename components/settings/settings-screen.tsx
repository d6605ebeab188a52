import type { ReactNode } from 'react';
import type { ApiKeySummary } from '@/lib/domain/api-key';
import { ApiKeys } from './api-keys';
import { DeleteProject } from './delete-project';
import { NewProject } from './new-project';

interface SettingsScreenProps {
  project: { key: string; name: string };
  keys: readonly ApiKeySummary[];
  publicUrl: string;
  retentionDays: number;
}

/** A project's keys and its end, and the way to another project. */
export function SettingsScreen({ project, keys, publicUrl, retentionDays }: SettingsScreenProps) {
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <h1 className="border-b border-line px-4 py-3 text-[15px] font-semibold">
        Settings of {project.name}
      </h1>
      <div className="max-w-3xl">
        <Part title="API keys">
          <p className="pb-3 text-mute">
            Whoever has a key can send executions to this project and read them. Producers send to{' '}
            <span className="font-mono text-[12px] text-text">{publicUrl}/api/v1/executions</span>.
          </p>
          <ApiKeys project={project.key} keys={keys} />
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
