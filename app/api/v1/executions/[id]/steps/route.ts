import { bodyHeaders } from '@/lib/boundary/body-headers';
import { defineRoute } from '@/lib/boundary/define-route';
import { ingestAnswer } from '@/lib/boundary/ingest-answer';
import { rawPage } from '@/lib/boundary/raw-page';
import { stepJson } from '@/lib/contract/step-json';
import { ingestSteps } from '@/lib/ingest/ingest-steps';
import { parseStepRequest } from '@/lib/query-state/step-request';
import { listWholeSteps } from '@/lib/search/list-whole-steps';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const asked = parseStepRequest(new URL(request.url).searchParams);
  const id = await resolveExecutionId(projectId, params.id);
  const { items, next } = await listWholeSteps(projectId, id, asked);
  return rawPage(request, items.map(stepJson), next);
});

export const POST = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const id = await resolveExecutionId(projectId, params.id);
  return ingestAnswer(await ingestSteps(projectId, id, request.body, bodyHeaders(request)));
});
