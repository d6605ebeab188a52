import { AppError } from '@/lib/domain/app-error';
import type { ExecutionParams } from './execution-params';
import { parseListRequest } from './list-request';

/** What a stream has nothing to say to: it has no pages and its own order. */
const OF_PAGES = ['order', 'cursor', 'limit'];

/** The query of `GET /api/v1/executions/stream`: that of the list, and `after`, where one was. */
export function parseStreamRequest(query: URLSearchParams): ExecutionParams {
  const own = new URLSearchParams(query);
  own.delete('after');
  const paged = OF_PAGES.find((name) => own.has(name));
  if (paged) throw new AppError('invalid_input', `A stream has no ${paged}`);
  return parseListRequest(own).params;
}
