import { STATUS_CODE, STATUSES, type Status, statusOfCode } from './status';

/** A step that was not reached has no status of an execution. */
export type StepStatus = Status | 'skipped';

export const STEP_STATUSES = [...STATUSES, 'skipped'] as const;

/** The number stored in the database. Never renumber: rows keep it. */
export const STEP_STATUS_CODE: Record<StepStatus, number> = { ...STATUS_CODE, skipped: 100 };

export function stepStatusOfCode(code: number): StepStatus {
  return code === STEP_STATUS_CODE.skipped ? 'skipped' : statusOfCode(code);
}
