import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { lineStream } from '@/lib/boundary/line-stream';
import type { SelectionLine } from '@/lib/contract/selection-line';
import { parseSelectionRequest } from '@/lib/contract/selection-request';
import { freezeSelection } from '@/lib/search/freeze-selection';

/** Freezes all that matches, and says how far it is; to go away gives it up. */
export const POST = defineViewerRoute<{ project: string }>(async ({ request, project, viewer }) => {
  const search = await parseSelectionRequest(request);
  return lineStream<SelectionLine>('POST selections', request, async (emit, signal) => {
    const onProgress = (count: number) => emit({ part: 'progress', count });
    const selection = await freezeSelection(viewer, project.id, search, onProgress, signal);
    emit({ part: 'frozen', ...selection });
  });
});
