import type { Alteration } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';

/** What became of one message. */
export type StoreVerdict =
  | {
      kind: 'accepted' | 'duplicate';
      id: ExecutionId;
      /** What it did to what is stored. */
      change: 'new' | 'changed' | 'none';
      /** Those that storing added. */
      alterations: readonly Alteration[];
    }
  | { kind: 'rejected'; code: string; message: string };
