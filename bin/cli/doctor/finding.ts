/** What one look has found. `wrong` is what keeps something from working; `note` is good to know. */
export interface Finding {
  kind: 'ok' | 'note' | 'wrong';
  what: string;
  /** In plain words, with what to do about it. */
  said: string;
}
