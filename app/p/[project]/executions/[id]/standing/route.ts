import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { readStanding } from '@/lib/search/read-standing';

/** How far a log is, for a page that waits for it to go on. */
export const GET = defineViewerRoute<{ project: string; id: string }>(async ({ project, params }) =>
  Response.json(await readStanding(project.id, decodeURIComponent(params.id)), {
    headers: { 'cache-control': 'no-store' },
  }),
);
