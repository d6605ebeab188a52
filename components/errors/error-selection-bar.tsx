'use client';

import { Button } from '@/components/ui/button';
import type { SettableState } from '@/lib/domain/error-group';
import { StateButtons } from './state-buttons';

/** What can be done with the selected groups; at the foot of the screen while there are any. */
export function ErrorSelectionBar({
  count,
  busy,
  onSet,
  onClear,
}: {
  count: number;
  busy: boolean;
  onSet: (state: SettableState) => void;
  onClear: () => void;
}) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Selected groups"
      className="fixed inset-x-0 bottom-10 z-20 mx-auto flex w-fit max-w-[calc(100vw-16px)] flex-wrap items-center gap-2 rounded-xl border border-line bg-panel px-3 py-2 shadow-[0_12px_32px_rgb(0_0_0/0.3)]"
    >
      <strong className="px-1 font-semibold" role="status">
        {count.toLocaleString('en')} selected
      </strong>
      <StateButtons now={null} busy={busy} onSet={onSet} />
      <Button look="quiet" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
