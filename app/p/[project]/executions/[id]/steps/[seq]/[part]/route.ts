import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { readStepText } from '@/lib/search/read-steps';

interface Place {
  project: string;
  id: string;
  seq: string;
  /** `input`, `output` or `error`. */
  part: string;
}

/** One text of a step, as it was sent; `?download` saves it as a file. */
export const GET = defineViewerRoute<Place>(async ({ request, project, params }) => {
  const { id, text } = await readStepText(project.id, params);
  const download = new URL(request.url).searchParams.has('download');
  return textFile(text, {
    type: 'application/json',
    name: download ? `step-${params.seq}-${params.part}-${id}.json` : undefined,
  });
});
