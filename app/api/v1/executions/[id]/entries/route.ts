import { bodyHeaders } from '@/lib/boundary/body-headers';
import { defineRoute } from '@/lib/boundary/define-route';
import { ingestAnswer } from '@/lib/boundary/ingest-answer';
import { ingestEntries } from '@/lib/ingest/ingest-entries';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const POST = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const id = await resolveExecutionId(projectId, params.id);
  return ingestAnswer(await ingestEntries(projectId, id, request.body, bodyHeaders(request)));
});
