import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { makeBundle } from '@/lib/bundle/make-bundle';
import { env } from '@/lib/env';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** Download Code: one Python file that gives the recorded output. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ project, params }) => {
    const id = await resolveExecutionId(project.id, params.id);
    const { name, text } = await makeBundle(project, id, env().publicUrl);
    return textFile(text, { type: 'text/x-python', name });
  },
);
