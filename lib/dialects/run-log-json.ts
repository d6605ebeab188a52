import { dataMembers } from '@/lib/contract/data-members';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import { isoTime } from './iso-time';

/**
 * One entry as VirtuousAI documents it, as a line of JSON: `id` is the producer's own or made of ours,
 * and the level is one of its three, so that `debug` comes as `info`. `data` is the producer's own
 * text, spliced in: a parse would change large numbers.
 */
export function runLogJson(entry: LogEntry, executionId: ExecutionId): string {
  const before = {
    id: producerId(entry.extraText) ?? `log_${executionId}_${entry.seq}`,
    level: entry.level === 'debug' ? 'info' : entry.level,
    event: entry.event,
    message: entry.message,
  };
  const after = {
    worker_id: entry.workerId,
    // Entries of before attempts were told apart are those of the first.
    attempt: entry.attempt ?? 1,
    occurred_at: entry.occurredAt && isoTime(entry.occurredAt),
  };
  const [start, end] = [JSON.stringify(before).slice(0, -1), JSON.stringify(after).slice(1)];
  return `${start},${dataMembers(entry.dataText)},${end}`;
}

function producerId(extraText: string | null | undefined): string | null {
  if (!extraText) return null;
  try {
    const { id } = JSON.parse(extraText);
    return typeof id === 'string' ? id : null;
  } catch {
    // Members may hold what is no strict JSON: then the entry goes by our id.
    return null;
  }
}
