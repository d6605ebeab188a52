import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { bundleParts } from '@/lib/bundle/make-bundle';
import { env } from '@/lib/env';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** What Download Code is made of, for a run in the browser with other code or another context. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ project, params }) => {
    const id = await resolveExecutionId(project.id, params.id);
    const parts = await bundleParts(project, id, env().publicUrl);
    return textFile(JSON.stringify(parts), { type: 'application/json' });
  },
);
