import { bodyHeaders } from '@/lib/boundary/body-headers';
import { defineRoute } from '@/lib/boundary/define-route';
import { ingestAnswer } from '@/lib/boundary/ingest-answer';
import { ingestSteps } from '@/lib/ingest/ingest-steps';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const POST = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const id = await resolveExecutionId(projectId, params.id);
  return ingestAnswer(await ingestSteps(projectId, id, request.body, bodyHeaders(request)));
});
