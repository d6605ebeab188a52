import { defineRoute } from '@/lib/boundary/define-route';
import { taggedFile } from '@/lib/boundary/tagged-file';
import { readRecording } from '@/lib/search/read-recording';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const text = await readRecording(projectId, params.id);
  return taggedFile(request, text, { type: 'application/json' });
});
