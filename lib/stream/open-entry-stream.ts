import type { Grant } from '@/lib/auth/grant';
import { ENTRY_START, parseEntryPosition } from '@/lib/domain/entry-position';
import type { WatchedEntries } from './entry-group';
import { eventStream } from './event-stream';
import { liveHub } from './live-hub';

/**
 * The entries of one execution as server-sent events, from the start or from where the reader was, then
 * as they come; `end` when the execution has ended and all was given.
 */
export function openEntryStream(request: Request, watched: WatchedEntries, grant: Grant): Response {
  const url = new URL(request.url);
  // A browser sends the header when it reconnects by itself; what it was told at first is older.
  const said = request.headers.get('last-event-id') || url.searchParams.get('after');
  // VirtuousAI's stream has no `reset` to tell a reader that it begins anew.
  const unknown = watched.door === 'run-logs' ? ENTRY_START : null;
  const after = said ? (parseEntryPosition(said) ?? unknown) : ENTRY_START;
  return eventStream(request, liveHub().watchEntries(watched, { after, grant }));
}
