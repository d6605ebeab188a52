'use server';

import { z } from 'zod';
import { removeProject } from '@/lib/auth/remove-project';
import { defineAction } from '@/lib/boundary/define-action';

const input = z.object({ project: z.string(), typedName: z.string().max(200) });

export const deleteProjectAction = defineAction('delete-project', input, async (call) => {
  await removeProject(call.viewer, call.project, call.input.typedName);
  return null;
});
