import { z } from 'zod';
import type { Difference } from '@/lib/domain/difference';
import { isFingerprint } from '@/lib/domain/error-group';
import { isExecutionId } from '@/lib/domain/execution-id';

/** Most failed runs that are compared, and most successful ones. */
export const MAX_COMPARED = 300;

/** Which failures are to be explained. */
export const failureSelectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), fingerprint: z.string().refine(isFingerprint) }),
  /** Those of them that have failed. */
  z.object({
    kind: z.literal('ids'),
    ids: z.array(z.string().refine(isExecutionId)).min(1).max(MAX_COMPARED),
  }),
  /** Everything that a list shows and that has failed, as the search of its URL. */
  z.object({ kind: z.literal('list'), search: z.string().max(20_000) }),
]);

export type FailureSelection = z.output<typeof failureSelectionSchema>;

/** What failed runs have that the successful runs of the same actions have not, or the other way round. */
export interface WhyReport {
  differences: readonly Difference[];
  /** Runs that were compared. */
  failed: number;
  succeeded: number;
  /** Only the newest failures were looked at. */
  hasMoreFailed: boolean;
  /** Actions whose successful runs were looked at, the one that failed most first. */
  actions: readonly string[];
  /** Failed runs of further actions, which were left out. */
  otherActions: number;
  /** Runs that were left out because their context or attributes are too large. */
  tooLarge: number;
  /** Runs of whose many paths only the first were looked at. */
  cutRuns: number;
  /** Set when the time budget ended: runs were looked for back to this Unix ms. */
  searchedToMs: number | null;
  paths: number;
  /** Different statements that were tried. */
  tested: number;
}
