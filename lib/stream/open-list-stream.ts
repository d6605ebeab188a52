import type { Grant } from '@/lib/auth/grant';
import type { ProjectId } from '@/lib/domain/project';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { requireQuery } from '@/lib/query-state/require-query';
import { eventStream } from './event-stream';
import type { Door } from './live-changes';
import { liveHub } from './live-hub';

/**
 * The changes of a list as server-sent events, from where the reader was or from now on. Throws
 * `invalid_input` for a query that is none.
 */
export function openListStream(
  request: Request,
  list: { projectId: ProjectId; params: ExecutionParams; door: Door; grant: Grant },
): Response {
  const { projectId, params, door, grant } = list;
  const watched = { projectId, query: requireQuery(params.q), range: params.range, door };
  const url = new URL(request.url);
  // A browser sends the header when it reconnects by itself; what it was told at first is older.
  const after = request.headers.get('last-event-id') || url.searchParams.get('after');
  return eventStream(request, liveHub().watch(watched, { after, grant }));
}
