/** What becomes of freezing a selection, line by line. Without `frozen` there is none. */
export type SelectionLine =
  | { part: 'progress'; count: number }
  | { part: 'frozen'; id: string; count: number };
