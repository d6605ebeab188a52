import { findRunnerRow } from '@/lib/db/runs/find-runner-row';
import { deleteRunnerRow, saveRunnerRow } from '@/lib/db/runs/save-runner-row';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import type { RunnerSettings } from '@/lib/domain/runner-settings';
import { addressPolicy } from '../webhook/address-policy-of-server';
import { whyUnfit } from '../webhook/why-unfit';
import { replaceWebhookSecret } from './replace-webhook-secret';

/**
 * Keeps how the retries of an action go; null: as the project says. With the empty key, how those of the
 * project go. A webhook that has no secret yet gets one, which is returned once. Throws `invalid_input`
 * for a URL that no webhook may go to.
 */
export async function saveRunner(
  projectId: ProjectId,
  actionKey: string,
  settings: RunnerSettings | null,
  by: string,
): Promise<{ secret: string | null }> {
  if (settings === null) {
    await deleteRunnerRow(projectId, actionKey);
    return { secret: null };
  }
  const isWebhook = settings.executor === 'webhook';
  if (isWebhook && !settings.webhookUrl) {
    throw new AppError('invalid_input', 'A webhook needs a URL');
  }
  const unfit = isWebhook && settings.webhookUrl && whyUnfit(settings.webhookUrl, addressPolicy());
  if (unfit) throw new AppError('invalid_input', unfit);
  await saveRunnerRow(projectId, actionKey, settings, by);
  if (!isWebhook) return { secret: null };
  const row = await findRunnerRow(projectId, [actionKey]);
  return { secret: row?.hasSecret ? null : await replaceWebhookSecret(projectId, actionKey) };
}
