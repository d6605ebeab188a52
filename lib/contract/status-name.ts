import type { Status } from '@/lib/domain/status';
import { STATUS_LABEL } from '@/lib/format/status-label';

/** The statuses as Contentstack's document writes them: the screen has small letters behind the first. */
export const STATUS_NAME: Record<Status, string> = {
  ...STATUS_LABEL,
  partially_executed: 'Partially Executed',
};
