'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { demotePath } from '@/lib/search/demote-path';

const input = z.object({ project: z.string(), path: z.string().max(2_000) });

/** The path is no facet any more. */
export const demotePathAction = defineAction('demote-path', input, async (call) =>
  demotePath(call.project.id, call.input.path),
);
