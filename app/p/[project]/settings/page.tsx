import type { Metadata } from 'next';
import { SettingsScreen } from '@/components/settings/settings-screen';
import { listProjectKeys } from '@/lib/auth/list-project-keys';
import { pageProject } from '@/lib/boundary/page-project';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({ params }: { params: Promise<{ project: string }> }) {
  const project = await pageProject(params);
  return (
    <SettingsScreen
      project={{ key: project.key, name: project.name }}
      keys={await listProjectKeys(project)}
      publicUrl={env().publicUrl}
      retentionDays={env().retentionDays}
    />
  );
}
