import { defineRoute } from '@/lib/boundary/define-route';
import { taggedFile } from '@/lib/boundary/tagged-file';
import { readCode } from '@/lib/search/read-code';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const { code } = await readCode(projectId, params.id);
  return taggedFile(request, code, { type: 'text/plain' });
});
