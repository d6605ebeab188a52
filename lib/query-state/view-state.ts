import type { SavedView } from '@/lib/domain/saved-view';
import { parseColumns, printColumns } from './column-text';
import {
  type ExecutionParams,
  parseExecutionParams,
  printExecutionFilter,
} from './execution-params';

type ViewState = Pick<SavedView, 'search' | 'columns'>;

/** The screen of a view, as it was saved. Its columns are always said: `view` alone means to open it. */
export function viewParams({ id, search, columns }: ViewState & { id: string }): ExecutionParams {
  const saved = parseExecutionParams(new URLSearchParams(search));
  return { ...saved, at: null, quick: null, view: id, cols: printColumns(parseColumns(columns)) };
}

/** What a view would hold if this screen were saved. */
export function viewState(params: ExecutionParams, columns: string): ViewState {
  return { search: printExecutionFilter(params), columns };
}

/** Whether a screen shows something else than its view. */
export function isViewEdited(view: SavedView, params: ExecutionParams): boolean {
  const saved = viewParams(view);
  return (
    printExecutionFilter(saved) !== printExecutionFilter(params) ||
    (params.cols !== null && saved.cols !== params.cols)
  );
}
