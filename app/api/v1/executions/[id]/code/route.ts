import { defineRoute } from '@/lib/boundary/define-route';
import { textFile } from '@/lib/boundary/text-file';
import { readCode } from '@/lib/search/read-code';

export const GET = defineRoute<{ id: string }>(async ({ projectId, params }) => {
  const { code } = await readCode(projectId, params.id);
  return textFile(code, { type: 'text/plain' });
});
