import type { ErrorGroupState } from '@/lib/domain/error-group';

export const ERROR_STATE_LABEL: Record<ErrorGroupState, string> = {
  open: 'Open',
  reopened: 'Came back',
  resolved: 'Resolved',
  ignored: 'Ignored',
};
