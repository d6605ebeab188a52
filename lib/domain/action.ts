/** An automation as its executions have shown it. */
export interface Action {
  key: string;
  name: string | null;
  language: string | null;
  firstSeenAt: Date;
}
