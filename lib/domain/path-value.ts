import type { ColumnKey } from './column-layout';
import type { ExecutionId } from './execution-id';

/** What an execution's context or attributes hold at a path; the first of several. */
export interface PathValue {
  /** `unread`: the document is too large or too strange to be looked into. */
  kind: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array' | 'unread';
  /** A string without its quotes, a number with all of its digits, anything else as JSON. */
  text: string;
  /** Whether the text goes on. */
  isCut: boolean;
}

/** Values by path, of every execution that was asked for; null where there is none. */
export type PathValues = Readonly<
  Record<ColumnKey, Readonly<Record<ExecutionId, PathValue | null>>>
>;

/** Characters of a value that a cell may show. */
export const MAX_CELL_TEXT = 200;
