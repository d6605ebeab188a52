import type { ExecutionId } from '@/lib/domain/execution-id';
import { encodeEvent } from './encode-event';
import type { Door, LiveChange } from './live-changes';

/** Rows of one event. */
const MAX_ITEMS = 500;

/**
 * What a batch is to a list: what matches, and what changed whether it matches or not, because it may
 * be on the screen. Null when that is nothing. Only the last event has the batch's id: whoever loses
 * the line between them gets all of them again.
 */
export function encodeChanges(
  changes: readonly LiveChange[],
  options: { door: Door; matching: ReadonlySet<ExecutionId>; id: string; more?: number },
): Uint8Array[] {
  const { door, matching, id, more = 0 } = options;
  const items = changes.flatMap(({ seq, isNew, summary, rowJson }) => {
    const matches = matching.has(summary.id);
    if (isNew && !matches) return [];
    return `{"seq":${seq},"id":"${summary.id}","is_new":${isNew},"matches":${matches},"row":${rowJson(door)}}`;
  });
  const events: Uint8Array[] = [];
  for (let at = 0; at < items.length || (at === 0 && more > 0); at += MAX_ITEMS) {
    const isLast = at + MAX_ITEMS >= items.length;
    const list = `"items":[${items.slice(at, at + MAX_ITEMS).join(',')}]`;
    const json = isLast && more > 0 ? `{${list},"more":${more}}` : `{${list}}`;
    events.push(encodeEvent('executions', { id: isLast ? id : null, json }));
  }
  return events;
}
