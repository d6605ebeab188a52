'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from '@/components/ui/kbd';
import { keepFollowChoice } from './follow-choice';
import type { LiveList, LiveState } from './live-list';
import { type FollowedList, takesNew, useLiveList } from './use-live-list';

export interface LivePanelProps extends FollowedList {
  /** Where the line about the connection is written. */
  foot: HTMLElement | null;
}

/** A pill over the list for what is new, and at the foot whether it is followed and the line stands. */
export function LivePanel(props: LivePanelProps) {
  const live = useLiveList(props);
  return live ? <Shown {...props} live={live} /> : null;
}

function Shown(props: LivePanelProps & { live: LiveList }) {
  const { live, foot, covered } = props;
  const state = useSyncExternalStore(live.subscribe, live.getState, live.getState);
  const isNew = takesNew(props) && (state.waiting > 0 || state.uncounted);
  useDotKey(isNew && !covered, () => live.show());
  return (
    <>
      <span role="status" className="sr-only">
        {isNew ? 'New executions have arrived' : ''}
      </span>
      {isNew ? (
        <button
          type="button"
          onClick={() => live.show()}
          className="absolute top-10 left-1/2 z-20 flex h-7 -translate-x-1/2 items-center gap-2 rounded-full border border-accent bg-panel px-3 text-[12px] font-semibold text-accent tabular-nums shadow-[0_6px_18px_rgb(0_0_0/0.25)] hover:bg-tint"
        >
          {label(state)}
          <Kbd aside>.</Kbd>
        </button>
      ) : null}
      {foot ? createPortal(<Foot {...props} state={state} />, foot) : null}
    </>
  );
}

function Foot({ state, live, ...list }: LivePanelProps & { live: LiveList; state: LiveState }) {
  const { follows, stands } = state;
  return (
    <>
      {takesNew(list) ? (
        <button
          type="button"
          aria-pressed={follows}
          title="Put new executions into the list as they arrive, while its top is in sight and no row is pointed at"
          onClick={() => {
            keepFollowChoice(!follows);
            live.follow(!follows);
          }}
          className="flex items-center gap-1.5 rounded-sm hover:text-text aria-pressed:font-semibold aria-pressed:text-accent"
        >
          <span aria-hidden className={`size-1.5 rounded-full ${stands ? 'bg-good' : 'bg-mute'}`} />
          Follow
        </button>
      ) : null}
      {stands ? null : (
        <span role="status" className="truncate">
          Live updates paused<span className="max-md:hidden">, reconnecting</span>
        </span>
      )}
    </>
  );
}

function label({ waiting, uncounted }: LiveState): string {
  if (waiting === 0) return 'New executions';
  return `${waiting.toLocaleString('en')}${uncounted ? '+' : ''} new`;
}

/** `.` shows what is new, from anywhere that does not take text itself. */
function useDotKey(enabled: boolean, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '.' || event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const taker =
        'input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], dialog';
      if (event.target instanceof HTMLElement && event.target.closest(taker)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}
