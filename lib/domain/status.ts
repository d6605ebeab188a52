/** The eight statuses, in the order in which menus show them. */
export const STATUSES = [
  'failed',
  'rejected',
  'partially_executed',
  'success',
  'running',
  'paused',
  'pending',
  'queued',
] as const;

export type Status = (typeof STATUSES)[number];

/** The number stored in the database. Never renumber: rows keep it. */
export const STATUS_CODE: Record<Status, number> = {
  queued: 0,
  pending: 1,
  running: 2,
  paused: 3,
  success: 4,
  partially_executed: 5,
  failed: 6,
  rejected: 7,
};

const BY_CODE = new Map(STATUSES.map((status) => [STATUS_CODE[status], status]));

export function isStatus(value: string): value is Status {
  return Object.hasOwn(STATUS_CODE, value);
}

/** Throws on a code that no release of Runlens wrote: a row that cannot be trusted is a bug. */
export function statusOfCode(code: number): Status {
  const status = BY_CODE.get(code);
  if (!status) throw new Error(`unknown status code ${code}`);
  return status;
}

/** How far along an execution is: a message with a lower stage than the stored one came late. */
export function stageOf(status: Status): 0 | 1 | 2 {
  if (status === 'queued' || status === 'pending') return 0;
  return status === 'running' || status === 'paused' ? 1 : 2;
}

export function isTerminal(status: Status): boolean {
  return stageOf(status) === 2;
}
