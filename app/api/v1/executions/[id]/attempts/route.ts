import { defineRoute } from '@/lib/boundary/define-route';
import { attemptJson } from '@/lib/contract/attempt-json';
import { readAttempts } from '@/lib/retry/read-attempts';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** The attempts of an execution, the first one first. */
export const GET = defineRoute<{ id: string }>(async ({ projectId, params }) => {
  const id = await resolveExecutionId(projectId, params.id);
  const items = (await readAttempts(projectId, id)).map(attemptJson);
  return Response.json({ items, next: null });
});
