import type { ExecutionId } from '@/lib/domain/execution-id';

/**
 * The least and the greatest of some ids, at least one. A join by id, or by the elements of an array, is
 * planned for the tables of all days, 1 to 10 ms; a condition with these two leaves out all but theirs.
 */
export function idSpan(ids: Iterable<ExecutionId>): [least: ExecutionId, greatest: ExecutionId] {
  let least: ExecutionId | undefined;
  let greatest: ExecutionId | undefined;
  for (const id of ids) {
    if (least === undefined || id < least) least = id;
    if (greatest === undefined || id > greatest) greatest = id;
  }
  if (least === undefined || greatest === undefined) throw new RangeError('no ids');
  return [least, greatest];
}
