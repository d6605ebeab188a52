'use client';

import { X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { type FailureSelection, MAX_COMPARED } from '@/lib/contract/why-report';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { TimeRange } from '@/lib/domain/time-range';
import { WhyPanel } from './why-panel';

interface WhyDialogProps {
  project: string;
  /** Selected executions, or all that a list shows, as the search of its URL. */
  of: { kind: 'ids'; ids: readonly ExecutionId[] } | { kind: 'list'; search: string };
  /** The search of the list, to which a finding is added when it becomes a filter. */
  q: string;
  range: TimeRange;
  onClose: () => void;
}

/** Why the failed ones of a selection fail. To be fetched when it is asked for. */
export function WhyDialog({ project, of, q, range, onClose }: WhyDialogProps) {
  const compared: FailureSelection =
    of.kind === 'ids' ? { kind: 'ids', ids: of.ids.slice(0, MAX_COMPARED) } : of;
  const left = of.kind === 'ids' ? of.ids.length - MAX_COMPARED : 0;
  return (
    <Dialog
      label="Why do these fail"
      onClose={onClose}
      className="max-h-[90dvh] w-[min(880px,94vw)] overflow-y-auto"
    >
      <header className="flex items-center border-b border-line px-4 py-2">
        <h2 className="flex-1 font-semibold">Why do these fail</h2>
        <Button look="quiet" className="w-8 px-0" aria-label="Close" onClick={onClose}>
          <X aria-hidden size={15} />
        </Button>
      </header>
      <div className="p-4">
        <WhyPanel project={project} of={compared} q={q} range={range} />
        {left > 0 ? (
          <p className="pt-1 text-[12px] text-mute">
            Of the selected the first {MAX_COMPARED} are looked at.
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
