import { defineRoute } from '@/lib/boundary/define-route';
import { taggedFile } from '@/lib/boundary/tagged-file';
import { parseAttemptRequest } from '@/lib/query-state/attempt-request';
import { readCode } from '@/lib/search/read-code';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const attempt = parseAttemptRequest(new URL(request.url).searchParams);
  const { code } = await readCode(projectId, params.id, attempt);
  return taggedFile(request, code, { type: 'text/plain' });
});
