import { defineRoute } from '@/lib/boundary/define-route';
import { exportAnswer } from '@/lib/boundary/export-answer';
import { parseApiExport } from '@/lib/query-state/export-request';
import { exportExecutions } from '@/lib/search/export-executions';

/** Everything that matches, streamed. */
export const GET = defineRoute(async ({ request, projectId }) => {
  const asked = parseApiExport(new URL(request.url).searchParams);
  return exportAnswer(request, asked, null, exportExecutions(projectId, asked));
});
