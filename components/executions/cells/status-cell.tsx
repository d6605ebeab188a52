import type { Status } from '@/lib/domain/status';
import { STATUS_LABEL } from '@/lib/format/status-label';

/** A dot and a word: colour is never the only sign. */
export function StatusCell({ status }: { status: Status }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span
        aria-hidden
        className="size-1.5 shrink-0 rounded-full"
        style={{ background: `var(--st-${status})` }}
      />
      {STATUS_LABEL[status]}
    </span>
  );
}
