'use client';

import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { ErrorGroupState, SettableState } from '@/lib/domain/error-group';

const BUTTONS: [state: SettableState, label: string, key: string][] = [
  ['resolved', 'Resolve', 'r'],
  ['ignored', 'Ignore', 'i'],
  ['open', 'Open again', 'o'],
];

/** What can be made of groups. `now` is the state that they have, when it is one for all. */
export function StateButtons({
  now,
  busy,
  onSet,
}: {
  now: ErrorGroupState | null;
  busy: boolean;
  onSet: (state: SettableState) => void;
}) {
  return BUTTONS.filter(([state]) => state !== now).map(([state, label, key]) => (
    <Button key={state} disabled={busy} onClick={() => onSet(state)}>
      {label} <Kbd aside>{key}</Kbd>
    </Button>
  ));
}
