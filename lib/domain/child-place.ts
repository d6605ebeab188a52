import type { ExecutionId } from './execution-id';

/** Some steps or entries of an execution that follow each other by their seq. */
export interface ChildPlace {
  executionId: ExecutionId;
  skip: number;
  take: number;
}
