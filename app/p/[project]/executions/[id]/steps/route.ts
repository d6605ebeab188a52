import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { readSteps } from '@/lib/search/read-steps';

/** The steps of a log, without what went in and came out. */
export const GET = defineViewerRoute<{ project: string; id: string }>(async ({ project, params }) =>
  Response.json(await readSteps(project.id, decodeURIComponent(params.id)), {
    headers: { 'cache-control': 'no-store' },
  }),
);
