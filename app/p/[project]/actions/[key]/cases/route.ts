import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { buildPytest } from '@/lib/bundle/build-pytest';
import { readCases } from '@/lib/pins/read-cases';
import { readAction } from '@/lib/search/read-action';

/** All cases of an action as one file of tests, with the newest code. */
export const GET = defineViewerRoute<{ project: string; key: string }>(
  async ({ project, params }) => {
    const key = decodeURIComponent(params.key);
    const [runs, newest] = await Promise.all([
      readCases(project.id, key),
      readAction(project.id, key),
    ]);
    const { name, text } = buildPytest(key, newest.code ?? runs.at(-1)?.code ?? '', runs);
    return textFile(text, { type: 'text/x-python', name });
  },
);
