/** A screen of executions that somebody gave a name. */
export interface SavedView {
  id: string;
  name: string;
  /** With everybody in the project; otherwise only its owner sees it. */
  isShared: boolean;
  /** Whether it belongs to whoever asks. */
  isMine: boolean;
  /** Whether it opens for whoever asks when nothing else is asked for. */
  isDefault: boolean;
  /** What is listed, as the URL says it: `''` or `?…`. */
  search: string;
  /** As column-text.ts writes it; `''` for those of the catalogue. */
  columns: string;
}

export const MAX_VIEW_NAME_LENGTH = 80;
/** Views of one owner, and shared views of a project. */
export const MAX_VIEWS = 200;
/** Characters of what is listed and of the columns. */
export const MAX_VIEW_STATE_LENGTH = 10_000;
