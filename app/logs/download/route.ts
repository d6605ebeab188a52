import { defineRoute } from '@/lib/boundary/define-route';
import { flowLogFile } from '@/lib/boundary/flow-log-file';
import { flowLogKey } from '@/lib/boundary/flow-log-key';
import { flowLogRefusal } from '@/lib/boundary/flow-log-refusal';
import { flowDownloadQuery } from '@/lib/dialects/akinon/flow-download-query';
import { readFlowLog } from '@/lib/search/read-flow-log';

export const GET = defineRoute(
  async ({ request, projectId }) => {
    const asked = flowDownloadQuery(new URL(request.url).searchParams);
    return flowLogFile(await readFlowLog(projectId, asked, request.signal), asked.id);
  },
  flowLogRefusal,
  flowLogKey,
);
