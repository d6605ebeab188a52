import { paths } from '@/lib/paths';
import { addTerm } from '@/lib/query-state/edit-query';
import { parseQuery } from '@/lib/query-state/parse-query';

/**
 * The list of executions narrowed by a query: what a list that is on the screen asks for already is
 * kept, anywhere else the list begins anew.
 */
export function filterUrl(
  project: string,
  query: string,
  here: { pathname: string; search: string },
): string {
  const list = paths.executions(project);
  const params = new URLSearchParams(here.pathname === list ? here.search : '');
  const added = parseQuery(query).query.reduce(addTerm, params.get('q') ?? '');
  params.set('q', added);
  params.delete('at');
  params.delete('quick');
  return `${list}?${params}`;
}
