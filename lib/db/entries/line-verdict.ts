/** What became of one line that was appended to an execution. */
export type LineVerdict =
  | { kind: 'accepted' | 'duplicate'; seq: number }
  | { kind: 'rejected'; code: string; message: string };
