/** A line of the outline of a log: where the entries are that match. */
export type OutlineLine =
  /** `position` is the place from where the stream gives what the outline leaves out. */
  | { part: 'start'; position: string; isOver: boolean }
  /** From, to, count, and all of their seqs where they lie far apart. */
  | { part: 'chunks'; chunks: readonly OutlineChunk[] };

export type OutlineChunk = readonly [
  from: number,
  to: number,
  count: number,
  seqs?: readonly number[],
];

/** How often each value occurs among the entries of one execution, the most frequent first. */
export interface EntryValues {
  level: readonly EntryValue[];
  event: readonly EntryValue[];
  worker: readonly EntryValue[];
  attempt: readonly EntryValue[];
}

export type EntryValue = readonly [value: string, count: number];
