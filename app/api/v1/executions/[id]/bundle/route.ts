import { getProjectById } from '@/lib/auth/get-project';
import { defineRoute } from '@/lib/boundary/define-route';
import { taggedFile } from '@/lib/boundary/tagged-file';
import { makeBundle } from '@/lib/bundle/make-bundle';
import { env } from '@/lib/env';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const project = await getProjectById(projectId);
  const id = await resolveExecutionId(projectId, params.id);
  const { name, text } = await makeBundle(project, id, env().publicUrl);
  return taggedFile(request, text, { type: 'text/x-python', name });
});
