import { defineRoute } from '@/lib/boundary/define-route';
import { readLimitedText } from '@/lib/boundary/read-limited-text';
import { reportVerdict } from '@/lib/bundle/report-verdict';
import { verdictJson } from '@/lib/contract/verdict-json';
import { parseVerdictReport } from '@/lib/contract/verdict-report';
import { MAX_REPORT_BYTES } from '@/lib/domain/limits';
import { readVerdict } from '@/lib/search/read-verdict';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const GET = defineRoute<{ id: string }>(async ({ projectId, params }) => {
  const id = await resolveExecutionId(projectId, params.id);
  const { verdict, last } = await readVerdict(projectId, id);
  return Response.json(verdictJson(id, verdict, last));
});

export const POST = defineRoute<{ id: string }>(async ({ request, projectId, params, keyName }) => {
  const id = await resolveExecutionId(projectId, params.id);
  const report = parseVerdictReport(await readLimitedText(request, MAX_REPORT_BYTES));
  const by = { source: 'verify', name: keyName } as const;
  return Response.json(await reportVerdict(projectId, id, report, by));
});
