/** Something that a search bar proposes: a value of a field, or a path. */
export interface Suggestion {
  text: string;
  /** Executions that have it, or null where that is not known. */
  count: number | null;
  /** Says more about it, such as the name of an action. */
  hint: string | null;
}

export interface Suggestions {
  items: readonly Suggestion[];
  /** Set when the counts are of this many of the newest executions, and others may have more. */
  sampled: number | null;
  /** Not all were given; a longer text narrows. */
  more: boolean;
}
