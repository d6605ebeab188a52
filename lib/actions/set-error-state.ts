'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { isFingerprint, SETTABLE_STATES } from '@/lib/domain/error-group';
import { MAX_ERROR_ROWS } from '@/lib/query-state/error-params';
import { changeErrorState } from '@/lib/search/change-error-state';

const input = z.object({
  project: z.string(),
  fingerprints: z.array(z.string().refine(isFingerprint)).min(1).max(MAX_ERROR_ROWS),
  state: z.enum(SETTABLE_STATES),
});

/** Resolves, ignores or reopens error groups, and says what each of them is then. */
export const setErrorStateAction = defineAction('set-error-state', input, async (call) =>
  changeErrorState(call.project.id, call.input, call.viewer.name),
);
