import { cn } from '@/lib/cn';
import type { ErrorGroupState } from '@/lib/domain/error-group';
import { ERROR_STATE_LABEL } from '@/lib/format/error-state-label';

const DOT: Record<ErrorGroupState, string> = {
  open: 'bg-bad',
  reopened: 'bg-warn',
  resolved: 'bg-good',
  ignored: 'border border-mute',
};

/** A dot and a word: colour is never the only sign. */
export function StateMark({ state, title }: { state: ErrorGroupState; title?: string }) {
  return (
    <span
      title={title}
      className={cn(
        'inline-flex items-center gap-2 whitespace-nowrap',
        state === 'reopened' && 'text-warn',
      )}
    >
      <span aria-hidden className={cn('size-1.5 shrink-0 rounded-full', DOT[state])} />
      {ERROR_STATE_LABEL[state]}
    </span>
  );
}
