import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { caseParts } from '@/lib/bundle/build-case-bundle';
import { getCase } from '@/lib/pins/get-case';

/** What the file of a case is made of, for a run in the browser with its own or other code. */
export const GET = defineViewerRoute<{ project: string; key: string; id: string }>(
  async ({ project, params }) => {
    const key = decodeURIComponent(params.key);
    const parts = caseParts(key, await getCase(project.id, key, params.id));
    return textFile(JSON.stringify(parts), { type: 'application/json' });
  },
);
