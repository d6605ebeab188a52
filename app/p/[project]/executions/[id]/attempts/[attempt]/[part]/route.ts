import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textFile } from '@/lib/boundary/text-file';
import { readAttemptText } from '@/lib/retry/read-attempts';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

interface Place {
  project: string;
  id: string;
  attempt: string;
  /** `context`, `output` or `steps`. */
  part: string;
}

/** What one attempt ran with, what was recorded of it, or its steps. */
export const GET = defineViewerRoute<Place>(async ({ project, params }) => {
  const id = await resolveExecutionId(project.id, decodeURIComponent(params.id));
  const text = await readAttemptText(project.id, id, params);
  return textFile(text, { type: 'application/json' });
});
