import { bodyHeaders } from '@/lib/boundary/body-headers';
import { defineRoute } from '@/lib/boundary/define-route';
import { ingestAnswer } from '@/lib/boundary/ingest-answer';
import { rawPage } from '@/lib/boundary/raw-page';
import { entryJson } from '@/lib/contract/entry-json';
import { ingestEntries } from '@/lib/ingest/ingest-entries';
import { parseEntryRequest } from '@/lib/query-state/entry-request';
import { listLogEntries } from '@/lib/search/list-log-entries';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const asked = parseEntryRequest(new URL(request.url).searchParams);
  const id = await resolveExecutionId(projectId, params.id);
  const options = { characters: null, signal: request.signal };
  const { items, next } = await listLogEntries(projectId, id, asked, options);
  return rawPage(
    request,
    items.map((entry) => entryJson(entry)),
    next,
  );
});

export const POST = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const id = await resolveExecutionId(projectId, params.id);
  return ingestAnswer(await ingestEntries(projectId, id, request.body, bodyHeaders(request)));
});
