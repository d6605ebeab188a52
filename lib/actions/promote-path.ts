'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { promotePath } from '@/lib/search/promote-path';

const input = z.object({ project: z.string(), path: z.string().max(2_000) });

/** Shows a path as a facet to everybody in the project; answers with its one spelling. */
export const promotePathAction = defineAction('promote-path', input, async (call) =>
  promotePath(call.project.id, call.input.path),
);
