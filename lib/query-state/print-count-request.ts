import { type ExecutionParams, printExecutionFilter } from './execution-params';

/** What the screen sends beside its own URL search to have it counted. */
export interface CountSettings {
  /** IANA zone in which bars begin at round times. */
  zone: string;
  /** About how many bars. */
  bars: number;
  /** Most values of a facet. */
  values: number;
  /** Reads until all is counted, instead of estimating what takes too long. */
  exact: boolean;
}

/** `?q=…&since=…&zone=…`, which `parseCountRequest` reads. */
export function printCountRequest(params: ExecutionParams, settings: CountSettings): string {
  const out = new URLSearchParams(printExecutionFilter({ ...params, order: 'newest' }));
  out.set('zone', settings.zone);
  out.set('bars', String(settings.bars));
  out.set('values', String(settings.values));
  if (settings.exact) out.set('exact', '1');
  return `?${out}`;
}
