import type { CountPart } from '@/lib/domain/counts';
import type { CountAsked } from './count-executions';
import type { Budget } from './count-live';
import type { Counting } from './start-counting';

export async function countPaths(
  _counting: Counting,
  _asked: CountAsked,
  _budget: Budget,
  _emit: (part: CountPart) => void,
): Promise<void> {}
