import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { readContext } from '@/lib/search/read-context';

/** The raw context; `?download` saves it as a file. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ request, project, params }) => {
    const { id, text } = await readContext(project.id, params.id);
    const download = new URL(request.url).searchParams.has('download');
    return textFile(text, {
      type: 'application/json',
      name: download ? `context-${id}.json` : undefined,
    });
  },
);
