import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { exportAnswer } from '@/lib/boundary/export-answer';
import { parseExportBody, parseExportQuery } from '@/lib/query-state/export-request';
import { exportExecutions } from '@/lib/search/export-executions';
import { getSelection } from '@/lib/search/get-selection';

/** All that a screen lists, or a frozen selection. */
export const GET = defineViewerRoute<{ project: string }>(async ({ request, project, viewer }) => {
  const asked = parseExportQuery(new URL(request.url).searchParams);
  const { source } = asked;
  const count =
    'selection' in source ? (await getSelection(viewer, project.id, source.selection)).count : null;
  return exportAnswer(request, asked, count, exportExecutions(project.id, asked));
});

/** Executions by their ids, which may be too many for a URL. */
export const POST = defineViewerRoute<{ project: string }>(async ({ request, project }) => {
  const asked = await parseExportBody(request);
  return exportAnswer(request, asked, null, exportExecutions(project.id, asked));
});
