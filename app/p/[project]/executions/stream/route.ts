import { sessionGrant } from '@/lib/auth/grant';
import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { parseExecutionParams } from '@/lib/query-state/execution-params';
import { openListStream } from '@/lib/stream/open-list-stream';

/** What changes in a list that somebody has on the screen. */
export const GET = defineViewerRoute<{ project: string }>(async ({ request, project }) =>
  openListStream(request, {
    projectId: project.id,
    params: parseExecutionParams(new URL(request.url).searchParams),
    door: 'screen',
    grant: await sessionGrant(),
  }),
);
