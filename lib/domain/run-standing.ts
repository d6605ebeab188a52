import type { OpenRun } from './run-steering';
import type { Status } from './status';

/** How far an execution is. */
export interface RunStanding {
  attempt: number;
  status: Status;
}

/** What a page that waits for a log to go on is told. */
export interface LogStanding extends RunStanding {
  /** The run that is under way here, or null. */
  run: OpenRun | null;
}
