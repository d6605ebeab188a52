import { defineRoute } from '@/lib/boundary/define-route';
import { runLogAnswer } from '@/lib/boundary/run-log-answer';
import { runLogQuery } from '@/lib/dialects/run-log-query';
import { listRunLogs } from '@/lib/search/list-run-logs';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const filter = runLogQuery(new URL(request.url).searchParams);
  const id = await resolveExecutionId(projectId, params.id);
  return runLogAnswer(listRunLogs(projectId, id, filter, request.signal), id);
});
