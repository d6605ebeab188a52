import type { Metadata } from 'next';
import { SettingsScreen } from '@/components/settings/settings-screen';
import { listProjectKeys } from '@/lib/auth/list-project-keys';
import { pageProject } from '@/lib/boundary/page-project';
import { readRunnerPage } from '@/lib/boundary/read-runner-page';
import { ANY_ACTION } from '@/lib/domain/action-runner';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({ params }: { params: Promise<{ project: string }> }) {
  const project = await pageProject(params);
  const [keys, runner] = await Promise.all([
    listProjectKeys(project),
    readRunnerPage(project.id, ANY_ACTION),
  ]);
  return (
    <SettingsScreen
      project={{ key: project.key, name: project.name }}
      keys={keys}
      runner={runner}
      publicUrl={env().publicUrl}
      retentionDays={env().retentionDays}
    />
  );
}
