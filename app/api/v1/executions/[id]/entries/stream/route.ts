import { keyGrant } from '@/lib/auth/grant';
import { defineRoute } from '@/lib/boundary/define-route';
import { parseEntryStream } from '@/lib/query-state/entry-request';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';
import { openEntryStream } from '@/lib/stream/open-entry-stream';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const filter = parseEntryStream(new URL(request.url).searchParams);
  const executionId = await resolveExecutionId(projectId, params.id);
  const watched = { projectId, executionId, filter, door: 'api' } as const;
  return openEntryStream(request, watched, keyGrant(request));
});
