import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Direction } from '@/lib/domain/execution-query';
import { type ExecutionParams, printExecutionFilter } from './execution-params';

/** Names what a list holds; server and browser agree on it, so that the first page is asked once. */
export function listKey(params: ExecutionParams): string {
  return `${printExecutionFilter(params)}#${params.at ?? ''}`;
}

/** The direction in which the rows of a screen go on downwards. */
export function downwards(params: ExecutionParams): Direction {
  return params.order === 'newest' ? 'older' : 'newer';
}

/** A cursor that the row `at` itself comes after, so that the list begins with it. */
export function firstCursor(params: ExecutionParams): ExecutionId | null {
  if (params.at === null) return null;
  return params.at.slice(0, 24) + (downwards(params) === 'older' ? 'ffffffffffff' : '000000000000');
}
