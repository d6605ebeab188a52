'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { viewName, viewStateFields } from '@/lib/contract/view-input';
import { keepView } from '@/lib/views/keep-view';

const input = z.object({
  project: z.string(),
  name: viewName,
  isShared: z.boolean(),
  ...viewStateFields,
});

export const createViewAction = defineAction('create-view', input, async (call) =>
  keepView(call.viewer, call.project.id, call.input),
);
