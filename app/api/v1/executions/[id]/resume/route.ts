import { defineRoute } from '@/lib/boundary/define-route';
import { steerRun } from '@/lib/runner/steer-run';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** Lets a paused run go on. 202 where its worker does it within seconds, 200 where it is done. */
export const POST = defineRoute<{ id: string }>(async ({ projectId, params, keyName }) => {
  const id = await resolveExecutionId(projectId, params.id);
  const outcome = await steerRun(projectId, id, 'resume', keyName);
  return Response.json({ id, outcome }, { status: outcome === 'asked' ? 202 : 200 });
});
