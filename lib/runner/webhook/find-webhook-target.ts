import { findRunnerRow } from '@/lib/db/runs/find-runner-row';
import { ANY_ACTION } from '@/lib/domain/action-runner';
import type { RunJob } from '../executor';
import { openWebhookSecrets } from '../settings/webhook-secrets';
import type { WebhookTarget } from './webhook-executor';

/** Where a job goes: by the settings of its action, else by those of the project. */
export async function findWebhookTarget(job: RunJob): Promise<WebhookTarget | null> {
  const { projectId, actionKey } = job;
  const row = await findRunnerRow(projectId, [actionKey ?? ANY_ACTION, ANY_ACTION]);
  if (row?.executor !== 'webhook' || row.webhookUrl === null) return null;
  const kept = openWebhookSecrets(projectId, row.actionKey, row.webhookSecret, Date.now());
  return { url: row.webhookUrl, secrets: kept.map(({ secret }) => secret) };
}
