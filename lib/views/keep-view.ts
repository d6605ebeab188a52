import type { Viewer } from '@/lib/auth/viewer';
import { createView } from '@/lib/db/views/create-view';
import { updateView } from '@/lib/db/views/update-view';
import type { ProjectId } from '@/lib/domain/project';
import type { SavedView } from '@/lib/domain/saved-view';
import { parseColumns, printColumns } from '@/lib/query-state/column-text';
import { parseExecutionParams, printExecutionFilter } from '@/lib/query-state/execution-params';
import { requireQuery } from '@/lib/query-state/require-query';

/** A view's state in its one spelling. Throws `invalid_input` for a query that is none. */
function canonical({ search, columns }: { search: string; columns: string }) {
  const params = parseExecutionParams(new URLSearchParams(search));
  requireQuery(params.q);
  return { search: printExecutionFilter(params), columns: printColumns(parseColumns(columns)) };
}

/** Saves a screen under a name. Throws `conflict` when the name is taken. */
export async function keepView(
  viewer: Viewer,
  projectId: ProjectId,
  view: Pick<SavedView, 'name' | 'isShared' | 'search' | 'columns'>,
): Promise<SavedView> {
  return createView(projectId, viewer.userId, { ...view, ...canonical(view) });
}

/** Saves a screen in the place of what the view has shown so far. */
export async function keepViewState(
  viewer: Viewer,
  projectId: ProjectId,
  id: string,
  state: Pick<SavedView, 'search' | 'columns'>,
): Promise<SavedView> {
  return updateView(projectId, viewer.userId, id, canonical(state));
}
