'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { removeView } from '@/lib/views/change-view';

const input = z.object({ project: z.string(), id: z.uuid() });

export const deleteViewAction = defineAction('delete-view', input, async (call) => {
  await removeView(call.viewer, call.project.id, call.input.id);
  return null;
});
