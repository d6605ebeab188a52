import { readPreference } from '@/components/layout/read-preference';
import { savePreference } from '@/components/layout/save-preference';
import { toast } from '@/components/ui/toast';
import type { Term } from '@/lib/domain/query';
import { type PathField, parsePathField, printPathField } from '@/lib/domain/query-fields';
import { paths } from '@/lib/paths';
import { parseColumns, printColumns } from '@/lib/query-state/column-text';
import { columnsWithPath } from '@/lib/query-state/columns-with-path';
import {
  ALL_EXECUTIONS,
  type ExecutionParams,
  NO_PARAMS,
  printExecutionParams,
} from '@/lib/query-state/execution-params';
import { printTerm } from '@/lib/query-state/print-query';
import type { JsonAction, JsonActions } from './json/json-action';

/** Characters of a value that a query may hold and a menu repeat. */
const MAX_VALUE = 200;

/** Where a context is shown: what its values lead to. */
export interface ContextPlace {
  project: string;
  /** The list that somebody came from. */
  list: ExecutionParams;
}

/** What a value of a context leads to: the executions that have it, those that have not, and a column of it. */
export function contextActions(
  { project, list }: ContextPlace,
  go: (url: string) => void,
): JsonActions {
  return (path, rawValue) => {
    const field = parsePathField(path);
    if (!field) return [];
    const value = scalarText(rawValue);
    return [
      ...(value === null ? [] : searches(project, anywhere(field), value, go)),
      { label: 'Add as a column', onSelect: () => addColumn(project, list, path, go) },
    ];
  };
}

function searches(
  project: string,
  field: string,
  value: string,
  go: (url: string) => void,
): JsonAction[] {
  const is: Term = { kind: 'is', field, values: [value] };
  return [is, { kind: 'not', term: is } as const].map((term) => ({
    label: `${term.kind === 'not' ? 'Exclude' : 'Include'}: ${printTerm(term)}`,
    onSelect: () =>
      go(paths.executions(project, printExecutionParams({ ...NO_PARAMS, q: printTerm(term) }))),
  }));
}

function addColumn(
  project: string,
  list: ExecutionParams,
  path: string,
  go: (url: string) => void,
): void {
  const layout = parseColumns(list.cols ?? readPreference('columns') ?? '');
  const next = columnsWithPath(layout, path);
  if ('problem' in next) {
    toast(next.problem);
    return;
  }
  const cols = printColumns(next.layout);
  if (list.view === null || list.view === ALL_EXECUTIONS) savePreference('columns', cols);
  go(paths.executions(project, printExecutionParams({ ...list, quick: null, cols })));
}

/** In other executions it may stand at another place of its list. */
function anywhere({ root, path }: PathField): string {
  return printPathField({
    root,
    path: path.map((step) => ('index' in step ? { any: true } : step)),
  });
}

/** The value as the query language writes it; null for what is no single value or too long to be one. */
function scalarText(raw: string): string | null {
  if (raw.length > MAX_VALUE || /^[[{]/.test(raw)) return null;
  return raw.startsWith('"') ? (JSON.parse(raw) as string) : raw;
}
