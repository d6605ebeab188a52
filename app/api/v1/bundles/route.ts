import { defineRoute } from '@/lib/boundary/define-route';
import { readLimitedText } from '@/lib/boundary/read-limited-text';
import { zipAnswer } from '@/lib/boundary/zip-answer';
import { MAX_REPORT_BYTES } from '@/lib/domain/limits';
import { parseZipRequest } from '@/lib/query-state/zip-request';
import { listZipIds } from '@/lib/search/list-zip-ids';

/** The files of executions by their ids, or of all that match. */
export const POST = defineRoute(async ({ request, projectId }) => {
  const asked = parseZipRequest(await readLimitedText(request, MAX_REPORT_BYTES));
  return zipAnswer(request, projectId, await listZipIds(projectId, asked));
});
