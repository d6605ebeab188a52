import { keyGrant } from '@/lib/auth/grant';
import { defineRoute } from '@/lib/boundary/define-route';
import { runLogStream } from '@/lib/boundary/run-log-stream';
import { runLogQuery } from '@/lib/dialects/run-log-query';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';
import { openEntryStream } from '@/lib/stream/open-entry-stream';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const filter = runLogQuery(new URL(request.url).searchParams);
  const executionId = await resolveExecutionId(projectId, params.id);
  const watched = { projectId, executionId, filter, door: 'run-logs' } as const;
  return runLogStream(openEntryStream(request, watched, keyGrant(request)));
});
