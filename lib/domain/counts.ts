import type { ExecutionId } from './execution-id';
import type { Status } from './status';

/** How far a count can be trusted. */
export interface Sureness {
  exact: boolean;
  /** Unix ms from which on everything was counted; the rest is estimated from it. Null: no such place. */
  countedBackToMs: number | null;
}

export interface FacetValue {
  value: string;
  count: number;
}

/** The values of one field with how many executions have each, most frequent first. */
export interface Facet extends Sureness {
  /** A field of the catalogue, or a path such as `ctx.part.id`. */
  field: string;
  values: readonly FacetValue[];
  /** There are more values than are listed. */
  more: boolean;
}

/** How long executions took: `counts[n]` of them between `edgesMs[n]` and `edgesMs[n + 1]`. */
export interface Durations extends Sureness {
  edgesMs: readonly number[];
  counts: readonly number[];
}

/** The first execution in which an action ran with a version of its code. */
export interface CodeMark {
  action: string;
  /** Hex. */
  codeSha256: string;
  executionId: ExecutionId;
  /** Unix ms. */
  atMs: number;
}

/** Executions over time, by status. */
export interface Histogram extends Sureness {
  /** What is counted: half-open, Unix ms. It may begin and end within a bar. */
  sinceMs: number;
  untilMs: number;
  /** Of a bar, save where a clock change makes one longer or shorter. */
  widthMs: number;
  /** Where each bar begins, and at the end where the last one ends. */
  edgesMs: readonly number[];
  /** One number a bar; statuses that do not occur are left out. */
  counts: Partial<Record<Status, readonly number[]>>;
  total: number;
}

/** What a count answers with, one after the other; a later one takes the place of an earlier one. */
export type CountPart =
  | { part: 'histogram'; histogram: Histogram }
  | { part: 'marks'; marks: readonly CodeMark[] }
  | { part: 'facets'; facets: readonly Facet[] }
  | { part: 'durations'; durations: Durations };
