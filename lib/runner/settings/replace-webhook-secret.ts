import { findRunnerRow } from '@/lib/db/runs/find-runner-row';
import { swapWebhookSecret } from '@/lib/db/runs/swap-webhook-secret';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import {
  type KeptSecret,
  newWebhookSecret,
  openWebhookSecrets,
  sealWebhookSecrets,
  withNewSecret,
} from './webhook-secrets';

/**
 * Makes the secret of a webhook, or its next one. Returned once and stored sealed. The former one goes on
 * signing for a day; one that cannot be opened any more is gone at once. Throws `not_found` where no
 * webhook is set, `conflict` when somebody else has just made one.
 */
export async function replaceWebhookSecret(
  projectId: ProjectId,
  actionKey: string,
): Promise<string> {
  const row = await findRunnerRow(projectId, [actionKey]);
  if (row?.executor !== 'webhook') throw new AppError('not_found', 'No webhook is set here');
  const now = Date.now();
  const secret = newWebhookSecret();
  const kept = withNewSecret(openOrNone(projectId, actionKey, row.webhookSecret, now), secret, now);
  const swapped = await swapWebhookSecret(projectId, actionKey, {
    before: row.webhookSecret,
    after: sealWebhookSecrets(projectId, actionKey, kept),
  });
  if (!swapped) throw new AppError('conflict', 'Somebody else has just made a secret here');
  return secret;
}

/** A key that is lost must not keep people from making a new secret. */
function openOrNone(
  projectId: ProjectId,
  actionKey: string,
  sealed: string | null,
  now: number,
): KeptSecret[] {
  try {
    return openWebhookSecrets(projectId, actionKey, sealed, now);
  } catch {
    return [];
  }
}
