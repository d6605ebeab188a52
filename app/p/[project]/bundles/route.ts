import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { bundleLines } from '@/lib/bundle/bundle-lines';
import { parseBundleRequest } from '@/lib/contract/bundle-request';
import { MAX_ZIP_LOGS } from '@/lib/domain/limits';
import { env } from '@/lib/env';
import { listSelectionIds } from '@/lib/search/get-selection';

/** The files of several logs as NDJSON, one line a file, as they are made. */
export const POST = defineViewerRoute<{ project: string }>(async ({ request, project, viewer }) => {
  const asked = await parseBundleRequest(request);
  const ids =
    'ids' in asked
      ? asked.ids
      : await listSelectionIds(viewer, project.id, asked.selection, MAX_ZIP_LOGS);
  return new Response(bundleLines(project, ids, env().publicUrl, request.signal), {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
});
