'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '@/components/ui/toast';
import { setErrorStateAction } from '@/lib/actions/set-error-state';
import {
  type ErrorGroupState,
  SETTABLE_STATES,
  type SettableState,
} from '@/lib/domain/error-group';
import { unwrap } from '@/lib/domain/result';
import { failureWords } from '@/lib/format/failure-words';

export interface GroupState {
  fingerprint: string;
  state: ErrorGroupState;
}

const DONE: Record<SettableState, string> = {
  open: 'open again',
  resolved: 'resolved',
  ignored: 'ignored',
};

const count = (n: number) => (n === 1 ? '1 group' : `${n.toLocaleString('en')} groups`);

/**
 * Sets the state of groups and can take the last change back. `onDone` gets what each group is then:
 * one that failed again at that moment is not resolved.
 */
export function useSetState(project: string, onDone: (states: readonly GroupState[]) => void) {
  const client = useQueryClient();
  const [undo, setUndo] = useState<readonly GroupState[] | null>(null);
  const change = useMutation({
    mutationFn: async ({
      groups,
      state,
    }: {
      groups: readonly GroupState[];
      state: SettableState;
    }) =>
      unwrap(
        await setErrorStateAction({
          project,
          state,
          fingerprints: groups.map(({ fingerprint }) => fingerprint),
        }),
      ),
    onSuccess: async (states, { groups, state }) => {
      const back = states.filter((one) => one.state !== state).length;
      const done = states.length - back;
      if (done > 0) toast(`${count(done)} ${DONE[state]}`);
      if (back > 0) toast(`${count(back)} came back at this moment`);
      setUndo(groups);
      onDone(states);
      await client.invalidateQueries({ queryKey: ['errors', project] });
    },
    onError: (error) => toast(`The state was not changed: ${failureWords(error)}`),
  });
  const set = (groups: readonly GroupState[], state: SettableState) => {
    const others = groups.filter((group) => group.state !== state);
    if (others.length > 0 && !change.isPending) change.mutate({ groups: others, state });
  };
  const takeBack = () => {
    if (!undo || change.isPending) return;
    for (const state of SETTABLE_STATES) {
      // What had come back is open again: only an execution makes a group come back.
      const was = (one: GroupState) => (one.state === 'reopened' ? 'open' : one.state);
      const groups = undo.filter((one) => was(one) === state);
      if (groups.length > 0) change.mutate({ groups, state });
    }
    setUndo(null);
  };
  return { set, isPending: change.isPending, canUndo: undo !== null, takeBack };
}
