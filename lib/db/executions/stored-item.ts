import type { Alteration } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingExecution } from '@/lib/domain/incoming-execution';
import type { Failure } from '../error-groups/failure-of';

/** A message on its way into the database, with what only the database could tell. */
export interface StoredItem {
  execution: IncomingExecution;
  id: ExecutionId;
  createdAt: Date;
  retryOf: ExecutionId | null;
  retryRoot: ExecutionId | null;
  contextSearchable: boolean;
  attributesSearchable: boolean;
  /** By the message alone, and once it is merged by all that is stored. */
  failure: Failure | null;
  /** Its execution was there before. */
  isMerged: boolean;
  /** Steps of its execution may be stored, or come before it in the batch. */
  mayMeetSteps: boolean;
  /** It reports about an attempt that a worker has handed to another system. */
  isHandedOver: boolean;
  /** Those of the message and those that storing added. */
  alterations: Alteration[];
}
