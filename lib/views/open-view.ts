import type { Viewer } from '@/lib/auth/viewer';
import { findDefaultView, findView } from '@/lib/db/views/find-view';
import type { ProjectId } from '@/lib/domain/project';
import type { SavedView } from '@/lib/domain/saved-view';
import {
  ALL_EXECUTIONS,
  type ExecutionParams,
  printExecutionParams,
} from '@/lib/query-state/execution-params';
import { viewParams } from '@/lib/query-state/view-state';

/** The saved views around a screen. */
export interface OpenedView {
  /** The one that the URL names; null without one. */
  view: SavedView | null;
  /** The URL names one that was deleted, or is not for this person. */
  isMissing: boolean;
  /** Whether a screen without any parameters opens a view. */
  hasDefault: boolean;
}

/**
 * What a URL of the list opens: `redirectTo` where it names a view and no state, or nothing at all and
 * one opens by itself.
 *
 * @param given names of the parameters that the URL has
 */
export async function openView(
  viewer: Viewer,
  projectId: ProjectId,
  params: ExecutionParams,
  given: readonly string[],
): Promise<OpenedView & { redirectTo: string | null }> {
  const named = params.view === ALL_EXECUTIONS ? null : params.view;
  const [view, byDefault] = await Promise.all([
    named === null ? null : findView(projectId, viewer.userId, named),
    findDefaultView(projectId, viewer.userId),
  ]);
  const opens =
    given.length === 0 ? byDefault : given.every((name) => name === 'view') ? view : null;
  return {
    view,
    isMissing: named !== null && view === null,
    hasDefault: byDefault !== null,
    redirectTo: opens && printExecutionParams(viewParams(opens)),
  };
}
