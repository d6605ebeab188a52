import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { buildCaseBundle } from '@/lib/bundle/build-case-bundle';
import { getCase } from '@/lib/pins/get-case';

/** The file of a case, which is there when its execution is gone. */
export const GET = defineViewerRoute<{ project: string; key: string; id: string }>(
  async ({ project, params }) => {
    const key = decodeURIComponent(params.key);
    const { name, text } = buildCaseBundle(key, await getCase(project.id, key, params.id));
    return textFile(text, { type: 'text/x-python', name });
  },
);
