'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { runnerInput } from '@/lib/contract/runner-input';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import { saveRunner } from '@/lib/runner/settings/save-runner';

const input = z.object({
  project: z.string(),
  /** Empty for the project. */
  action: z.string().max(MAX_NAME_LENGTH),
  /** Null: none of its own. */
  settings: runnerInput.nullable(),
});

/** A secret that had to be made is in the answer, once. */
export const saveRunnerAction = defineAction('save-runner', input, async (call) =>
  saveRunner(call.project.id, call.input.action, call.input.settings, call.viewer.name),
);
