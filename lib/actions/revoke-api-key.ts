'use server';

import { z } from 'zod';
import { endApiKey } from '@/lib/auth/end-api-key';
import { defineAction } from '@/lib/boundary/define-action';

const input = z.object({ project: z.string(), id: z.uuid() });

export const revokeApiKeyAction = defineAction('revoke-api-key', input, async (call) => {
  await endApiKey(call.project.id, call.input.id);
  return null;
});
