import { findRunnerRow } from '@/lib/db/runs/find-runner-row';
import { ANY_ACTION } from '@/lib/domain/action-runner';
import type { ProjectId } from '@/lib/domain/project';
import type { RunnerPage, StoredRunnerSettings } from '@/lib/domain/runner-settings';
import { env } from '@/lib/env';

/** The settings of an action and what holds without them; with the empty key, those of the project. */
export async function readRunner(
  projectId: ProjectId,
  actionKey: string,
): Promise<Pick<RunnerPage, 'own' | 'inherited'>> {
  const [own, ofProject] = await Promise.all([
    settingsOf(projectId, actionKey),
    actionKey === ANY_ACTION ? null : settingsOf(projectId, ANY_ACTION),
  ]);
  return {
    own,
    inherited: ofProject
      ? { choice: ofProject.executor, from: 'project' }
      : { choice: env().runner === 'sandbox' ? 'sandbox' : 'off', from: 'server' },
  };
}

/** Without the secret, also sealed. */
async function settingsOf(
  projectId: ProjectId,
  actionKey: string,
): Promise<StoredRunnerSettings | null> {
  const row = await findRunnerRow(projectId, [actionKey]);
  if (!row) return null;
  const { webhookSecret: _sealed, actionKey: _key, ...settings } = row;
  return settings;
}
