import { defineRoute } from '@/lib/boundary/define-route';
import { metadataJson } from '@/lib/contract/execution-json';
import { readMetadata } from '@/lib/search/read-metadata';

export const GET = defineRoute<{ id: string }>(async ({ projectId, params }) => {
  const execution = await readMetadata(projectId, params.id);
  return new Response(metadataJson(execution), { headers: { 'content-type': 'application/json' } });
});
