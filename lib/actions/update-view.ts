'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { viewStateFields } from '@/lib/contract/view-input';
import { keepViewState } from '@/lib/views/keep-view';

const input = z.object({ project: z.string(), id: z.uuid(), ...viewStateFields });

/** Saves the screen as it is now in the view that is open. */
export const updateViewAction = defineAction('update-view', input, async (call) =>
  keepViewState(call.viewer, call.project.id, call.input.id, call.input),
);
