import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { bundleLines } from '@/lib/bundle/bundle-lines';
import { parseBundleRequest } from '@/lib/contract/bundle-request';
import { env } from '@/lib/env';

/** The files of several logs as NDJSON, one line a file, as they are made. */
export const POST = defineViewerRoute<{ project: string }>(async ({ request, project }) => {
  const { ids } = await parseBundleRequest(request);
  return new Response(bundleLines(project, ids, env().publicUrl, request.signal), {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
});
