import { defineRoute } from '@/lib/boundary/define-route';
import { taggedFile } from '@/lib/boundary/tagged-file';
import { readContext } from '@/lib/search/read-context';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const { text } = await readContext(projectId, params.id);
  return taggedFile(request, text, { type: 'application/json' });
});
