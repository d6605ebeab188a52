'use client';

import { Button } from '@/components/ui/button';
import { FootBar } from '@/components/ui/foot-bar';
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
    <FootBar label="Selected groups">
      <strong className="font-semibold" role="status">
        {count.toLocaleString('en')} selected
      </strong>
      <StateButtons now={null} busy={busy} onSet={onSet} />
      <Button look="quiet" onClick={onClear}>
        Clear
      </Button>
    </FootBar>
  );
}
