'use server';

import { z } from 'zod';
import { makeProject } from '@/lib/auth/make-project';
import { defineViewerAction } from '@/lib/boundary/define-viewer-action';
import { isProjectKey } from '@/lib/domain/project';

const input = z.object({
  key: z.string().refine(isProjectKey, 'Use letters, digits and dashes in the name'),
  name: z.string().min(1).max(80),
});

export const createProjectAction = defineViewerAction('create-project', input, async (call) => {
  const { key } = await makeProject(call.viewer, call.input);
  return { key };
});
