'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { failureSelectionSchema } from '@/lib/contract/why-report';
import { whyTheseFail } from '@/lib/search/why-these-fail';

const input = z.object({ project: z.string(), of: failureSelectionSchema });

/** What tells some failures from the successful runs of the same actions. */
export const whyTheseFailAction = defineAction('why-these-fail', input, async (call) =>
  whyTheseFail(call.project.id, call.input.of),
);
