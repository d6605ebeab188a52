import { defineRoute } from '@/lib/boundary/define-route';
import { taggedFile } from '@/lib/boundary/tagged-file';
import { parseAttemptRequest } from '@/lib/query-state/attempt-request';
import { readRecording } from '@/lib/search/read-recording';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const attempt = parseAttemptRequest(new URL(request.url).searchParams);
  const text = await readRecording(projectId, params.id, attempt);
  return taggedFile(request, text, { type: 'application/json' });
});
