'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { suggestPaths } from '@/lib/search/suggest-paths';

/** The paths of context and attributes that the search bar proposes. */
export const suggestPathsAction = defineAction(
  'suggest-paths',
  z.object({ project: z.string() }),
  async (call) => suggestPaths(call.project.id),
);
