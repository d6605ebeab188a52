import type { ExecutorKind } from './action-runner';
import type { RetryRefusal } from './retry-eligibility';

/** What became of the wish to retry one execution. */
export type RetryOutcome =
  | { kind: 'started'; attempt: number; status: 'pending' | 'queued'; executor: ExecutorKind }
  /** The same wish had been heard before. */
  | { kind: 'repeated'; attempt: number }
  | { kind: 'refused'; refusals: readonly { code: RetryRefusal; message: string }[] }
  | { kind: 'gone' };
