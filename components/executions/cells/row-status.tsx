import { openOverlay } from '@/components/layout/open-overlay';
import { useRowTabStop } from '@/components/table/row-tab-stop';
import { canExplainFailure } from '@/lib/domain/can-explain-failure';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { StatusCell } from './status-cell';

/** The status, and why: as long as a failure may be retried. */
export function RowStatus({ execution }: { execution: ExecutionSummary }) {
  return (
    <>
      <StatusCell status={execution.status} />
      {canExplainFailure(execution) ? <Why id={execution.id} /> : null}
    </>
  );
}

function Why({ id }: { id: string }) {
  return (
    <button
      type="button"
      tabIndex={useRowTabStop()}
      aria-label={`Why ${id} failed`}
      onClick={() => openOverlay('failure', { id })}
      className="info-sign ml-1 size-6 shrink-0 text-mute hover:text-text"
    />
  );
}
