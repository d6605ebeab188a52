import type { Alteration } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingExecution } from '@/lib/domain/incoming-execution';

/** A message on its way into the database, with what only the database could tell. */
export interface StoredItem {
  execution: IncomingExecution;
  id: ExecutionId;
  createdAt: Date;
  retryOf: ExecutionId | null;
  retryRoot: ExecutionId | null;
  contextSearchable: boolean;
  attributesSearchable: boolean;
  /** Those of the message and those that storing added. */
  alterations: Alteration[];
}
