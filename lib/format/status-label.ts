import type { Status } from '@/lib/domain/status';

export const STATUS_LABEL: Record<Status, string> = {
  queued: 'Queued',
  pending: 'Pending',
  running: 'Running',
  paused: 'Paused',
  success: 'Success',
  partially_executed: 'Partially executed',
  failed: 'Failed',
  rejected: 'Rejected',
};
