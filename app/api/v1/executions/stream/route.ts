import { keyGrant } from '@/lib/auth/grant';
import { defineRoute } from '@/lib/boundary/define-route';
import { parseStreamRequest } from '@/lib/query-state/stream-request';
import { openListStream } from '@/lib/stream/open-list-stream';

export const GET = defineRoute(async ({ request, projectId }) =>
  openListStream(request, {
    projectId,
    params: parseStreamRequest(new URL(request.url).searchParams),
    door: 'api',
    grant: keyGrant(request),
  }),
);
