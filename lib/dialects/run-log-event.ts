import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import { runLogJson } from './run-log-json';

/**
 * One entry as a server-sent event without a type, as VirtuousAI documents it: its `event` and `data`
 * are members of the JSON, beside all others of the entry.
 */
export function runLogEvent(
  entry: LogEntry,
  { executionId, id }: { executionId: ExecutionId; id: string },
): string {
  return `id: ${id}\ndata: ${runLogJson(entry, executionId)}\n\n`;
}
