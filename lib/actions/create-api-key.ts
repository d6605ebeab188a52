'use server';

import { z } from 'zod';
import { mintApiKey } from '@/lib/auth/mint-api-key';
import { defineAction } from '@/lib/boundary/define-action';

const input = z.object({
  project: z.string(),
  name: z.string().trim().min(1, 'Give the key a name').max(80),
});

/** The text of the new key, which is shown once and never again. */
export const createApiKeyAction = defineAction('create-api-key', input, async (call) => ({
  key: await mintApiKey(call.project.id, call.input.name),
}));
