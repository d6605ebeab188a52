'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { chooseDefaultView } from '@/lib/views/change-view';

const input = z.object({ project: z.string(), id: z.uuid().nullable() });

/** Which view opens when nothing else is asked for; null for none. */
export const setDefaultViewAction = defineAction('set-default-view', input, async (call) => {
  await chooseDefaultView(call.viewer, call.project.id, call.input.id);
  return null;
});
