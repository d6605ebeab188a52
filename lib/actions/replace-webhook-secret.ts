'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import { replaceWebhookSecret } from '@/lib/runner/settings/replace-webhook-secret';

const input = z.object({ project: z.string(), action: z.string().max(MAX_NAME_LENGTH) });

/** The text of the new secret, which is shown once and never again. */
export const replaceWebhookSecretAction = defineAction(
  'replace-webhook-secret',
  input,
  async (call) => ({ secret: await replaceWebhookSecret(call.project.id, call.input.action) }),
);
