import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { readEntry } from '@/lib/search/read-entry';

/** One entry with all that is stored of it. */
export const GET = defineViewerRoute<{ project: string; id: string; seq: string }>(
  async ({ project, params }) => Response.json(await readEntry(project.id, params.id, params.seq)),
);
