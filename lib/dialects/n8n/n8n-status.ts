import type { Status } from '@/lib/domain/status';

/** The statuses that n8n documents for executions and for the runs of their nodes. */
const STATUS: Record<string, Status> = {
  canceled: 'failed',
  crashed: 'failed',
  error: 'failed',
  new: 'pending',
  running: 'running',
  success: 'success',
  waiting: 'paused',
};

/** Null for `unknown`, and for what n8n did not document. */
export function n8nStatus(status: string | null): Status | null {
  return status !== null && Object.hasOwn(STATUS, status) ? (STATUS[status] ?? null) : null;
}
