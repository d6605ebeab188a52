'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { viewName } from '@/lib/contract/view-input';
import { changeView } from '@/lib/views/change-view';

const input = z.object({ project: z.string(), id: z.uuid(), name: viewName });

export const renameViewAction = defineAction('rename-view', input, async (call) =>
  changeView(call.viewer, call.project.id, call.input.id, { name: call.input.name }),
);
