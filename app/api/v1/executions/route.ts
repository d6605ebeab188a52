import { bodyHeaders } from '@/lib/boundary/body-headers';
import { defineRoute } from '@/lib/boundary/define-route';
import { ingestAnswer } from '@/lib/boundary/ingest-answer';
import { nextLink } from '@/lib/boundary/next-link';
import { summaryJson } from '@/lib/contract/execution-json';
import { ingestExecutions } from '@/lib/ingest/ingest-executions';
import { downwards } from '@/lib/query-state/list-key';
import { parseListRequest } from '@/lib/query-state/list-request';
import { listPage } from '@/lib/search/list-page';

export const GET = defineRoute(async ({ request, projectId }) => {
  const { params, cursor, limit } = parseListRequest(new URL(request.url).searchParams);
  const page = await listPage(projectId, params, { direction: downwards(params), cursor, limit });
  const body = { items: page.items.map(summaryJson), next: page.next };
  return Response.json(body, { headers: nextLink(request, 'cursor', page.next) });
});

export const POST = defineRoute(async ({ request, projectId }) =>
  ingestAnswer(await ingestExecutions(projectId, request.body, bodyHeaders(request))),
);
