import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { readStream } from '@/lib/search/read-stream';

/** All of one printed stream as a file. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ request, project, params }) => {
    const stream =
      new URL(request.url).searchParams.get('stream') === 'stderr' ? 'stderr' : 'stdout';
    const { id, text } = await readStream(project.id, params.id, stream);
    return textFile(text, { type: 'text/plain', name: `${stream}-${id}.txt` });
  },
);
