import type { FlowLogQuery } from './flow-log-query';

export interface FoundLogs {
  /** JSON text of each log of the page. */
  logs: readonly string[];
  /** How many match, or, unless `isExact`, how many are known to. */
  count: number;
  isExact: boolean;
  hasNext: boolean;
}

/**
 * A page in Akinon's envelope, as JSON text. `next` and `previous` are whole URLs, or empty. Where more
 * match than were counted, `count` is the least that it can be and `count_exact` is there and false.
 * @param url under which people reach the list, with the query as it was sent
 */
export function flowLogPage(found: FoundLogs, { page, limit }: FlowLogQuery, url: URL): string {
  const at = (number: number) => {
    const there = new URL(url);
    there.searchParams.set('page', String(number));
    return there.href;
  };
  const envelope = {
    count: found.count,
    ...(found.isExact ? {} : { count_exact: false }),
    limit,
    page,
    previous: page > 1 ? at(page - 1) : '',
    next: found.hasNext ? at(page + 1) : '',
  };
  return `${JSON.stringify(envelope).slice(0, -1)},"results":[${found.logs.join(',')}]}`;
}
