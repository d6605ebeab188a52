import { defineRoute } from '@/lib/boundary/define-route';
import { flowLogKey } from '@/lib/boundary/flow-log-key';
import { flowLogRefusal } from '@/lib/boundary/flow-log-refusal';
import { flowLogPage } from '@/lib/dialects/akinon/flow-log-page';
import { flowLogQuery } from '@/lib/dialects/akinon/flow-log-query';
import { env } from '@/lib/env';
import { listFlowLogs } from '@/lib/search/list-flow-logs';

export const GET = defineRoute(
  async ({ request, projectId }) => {
    const { search, searchParams } = new URL(request.url);
    const asked = flowLogQuery(searchParams);
    const found = await listFlowLogs(projectId, asked, request.signal);
    const text = flowLogPage(found, asked, new URL(`/logs${search}`, env().publicUrl));
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  },
  flowLogRefusal,
  flowLogKey,
);
