import { defineRoute } from '@/lib/boundary/define-route';
import { textFile } from '@/lib/boundary/text-file';
import { readContext } from '@/lib/search/read-context';

export const GET = defineRoute<{ id: string }>(async ({ projectId, params }) => {
  const { text } = await readContext(projectId, params.id);
  return textFile(text, { type: 'application/json' });
});
