import type { Status } from '@/lib/domain/status';
import { STATUS_LABEL } from '@/lib/format/status-label';

/** A dot and a word: colour is never the only sign. */
export function StatusCell({ status }: { status: Status }) {
  return (
    <>
      <span
        aria-hidden
        className="mr-2 inline-block size-1.5 shrink-0 rounded-full align-middle"
        style={{ background: `var(--st-${status})` }}
      />
      {STATUS_LABEL[status]}
    </>
  );
}
