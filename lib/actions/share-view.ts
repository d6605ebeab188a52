'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { changeView } from '@/lib/views/change-view';

const input = z.object({ project: z.string(), id: z.uuid(), isShared: z.boolean() });

/** Shares a view with the project, or takes it back. */
export const shareViewAction = defineAction('share-view', input, async (call) =>
  changeView(call.viewer, call.project.id, call.input.id, { isShared: call.input.isShared }),
);
