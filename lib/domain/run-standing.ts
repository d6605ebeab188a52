import type { Status } from './status';

/** How far an execution is. */
export interface RunStanding {
  attempt: number;
  status: Status;
}
