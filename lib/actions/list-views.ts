'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { listVisibleViews } from '@/lib/views/list-visible-views';

const input = z.object({ project: z.string() });

export const listViewsAction = defineAction('list-views', input, async (call) =>
  listVisibleViews(call.viewer, call.project.id),
);
