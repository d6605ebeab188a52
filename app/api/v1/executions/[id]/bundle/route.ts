import { getProjectById } from '@/lib/auth/get-project';
import { defineRoute } from '@/lib/boundary/define-route';
import { textFile } from '@/lib/boundary/text-file';
import { makeBundle } from '@/lib/bundle/make-bundle';
import { env } from '@/lib/env';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const GET = defineRoute<{ id: string }>(async ({ projectId, params }) => {
  const project = await getProjectById(projectId);
  const id = await resolveExecutionId(projectId, params.id);
  const { name, text } = await makeBundle(project, id, env().publicUrl);
  return textFile(text, { type: 'text/x-python', name });
});
