import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { getLastCode } from '@/lib/pins/get-last-code';
import { readAction } from '@/lib/search/read-action';

/** The newest code of an action, or that of its last case where no execution of it is kept any more. */
export const GET = defineViewerRoute<{ project: string; key: string }>(
  async ({ project, params }) => {
    const key = decodeURIComponent(params.key);
    const { code: newest } = await readAction(project.id, key);
    const code = newest ?? (await getLastCode(project.id, key));
    const answer = { code, isNewest: newest !== null };
    return textFile(JSON.stringify(answer), { type: 'application/json' });
  },
);
