import type { TimeRange } from '@/lib/domain/time-range';
import { paths } from '@/lib/paths';
import { NO_ERROR_PARAMS, printErrorParams } from '@/lib/query-state/error-params';
import { NO_PARAMS, printExecutionParams } from '@/lib/query-state/execution-params';
import { printQuery } from '@/lib/query-state/print-query';

/** Where a group leads to, in the time range of the screen. */
export function errorLinks(project: string, fingerprint: string, range: TimeRange) {
  const list = (q: string) =>
    paths.executions(project, printExecutionParams({ ...NO_PARAMS, q, range }));
  return {
    group: paths.error(project, fingerprint, printErrorParams({ ...NO_ERROR_PARAMS, range })),
    executions: list(groupQuery(fingerprint)),
    code: (sha256: string) =>
      list(printQuery([{ kind: 'is', field: 'code', values: [sha256.slice(0, 12)] }])),
  };
}

/** The search that finds the executions of a group. */
export function groupQuery(fingerprint: string): string {
  return printQuery([{ kind: 'is', field: 'error_group', values: [fingerprint] }]);
}
