'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/boundary/define-action';
import { reportVerdict } from '@/lib/bundle/report-verdict';
import { verdictReportSchema } from '@/lib/contract/verdict-report';
import { isExecutionId } from '@/lib/domain/execution-id';

const input = z.object({
  project: z.string(),
  id: z.string().refine(isExecutionId, 'not an execution id'),
  report: verdictReportSchema,
});

/** What a rerun in the browser found. */
export const reportVerdictAction = defineAction('report-verdict', input, async (call) =>
  reportVerdict(call.project.id, call.input.id, call.input.report, {
    source: 'browser',
    name: call.viewer.name,
  }),
);
