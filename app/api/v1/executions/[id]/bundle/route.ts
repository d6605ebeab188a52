import { getProjectById } from '@/lib/auth/get-project';
import { defineRoute } from '@/lib/boundary/define-route';
import { taggedFile } from '@/lib/boundary/tagged-file';
import { makeBundle } from '@/lib/bundle/make-bundle';
import { AppError } from '@/lib/domain/app-error';
import { env } from '@/lib/env';
import { parseAttemptRequest } from '@/lib/query-state/attempt-request';
import { ofAttempt } from '@/lib/search/of-attempt';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const GET = defineRoute<{ id: string }>(async ({ request, projectId, params }) => {
  const attempt = parseAttemptRequest(new URL(request.url).searchParams);
  const project = await getProjectById(projectId);
  const id = await resolveExecutionId(projectId, params.id);
  const { name, text } = await ofAttempt(projectId, id, attempt, {
    last: (of) => makeBundle(project, of, env().publicUrl),
    archived: async (earlier) => {
      throw new AppError(
        'conflict',
        `A retry has followed attempt ${earlier}: read its code, context and output, no file is made of them`,
      );
    },
  });
  return taggedFile(request, text, { type: 'text/x-python', name });
});
