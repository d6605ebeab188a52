import { actionLogRefusal } from '@/lib/boundary/action-log-refusal';
import { defineRoute } from '@/lib/boundary/define-route';
import { actionLogJson } from '@/lib/dialects/action-log-json';
import { readMetadata } from '@/lib/search/read-metadata';

export const GET = defineRoute<{ actionRunId: string }>(
  async ({ projectId, params }) =>
    Response.json(actionLogJson(await readMetadata(projectId, params.actionRunId))),
  actionLogRefusal,
);
