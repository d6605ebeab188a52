'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { TimeRangeFilter } from '@/components/executions/time-range-filter';
import type { ErrorDetail } from '@/lib/contract/error-detail';
import type { SettableState } from '@/lib/domain/error-group';
import type { TimeRange } from '@/lib/domain/time-range';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { NO_ERROR_PARAMS, printErrorParams } from '@/lib/query-state/error-params';
import { groupQuery } from './error-links';
import { GroupChart } from './group-chart';
import { GroupFacts } from './group-facts';
import { GroupReasons } from './group-reasons';
import { GroupSamples } from './group-samples';
import { GroupVersions } from './group-versions';
import { MessageTemplate } from './message-template';
import { StateButtons } from './state-buttons';
import { useSetState } from './use-set-state';
import { WhyPanel } from './why-panel';

const KEY_STATE: Record<string, SettableState> = { r: 'resolved', i: 'ignored', o: 'open' };

interface ErrorGroupScreenProps {
  project: string;
  detail: ErrorDetail;
  range: TimeRange;
}

/** One group: what it is and why, when it happens, with which code, and what tells it from the rest. */
export function ErrorGroupScreen({ project, detail, range }: ErrorGroupScreenProps) {
  const { group } = detail;
  const router = useRouter();
  const [state, setState] = useState(group.state);
  const states = useSetState(project, (changed) => {
    const mine = changed.find(({ fingerprint }) => fingerprint === group.fingerprint);
    if (mine) setState(mine.state);
    router.refresh();
  });
  const set = (next: SettableState) => states.set([{ ...group, state }], next);
  const ofRange = (next: TimeRange) => printErrorParams({ ...NO_ERROR_PARAMS, range: next });
  useKeys((key) => {
    const next = KEY_STATE[key];
    if (next) set(next);
    else if (key === 'u') states.takeBack();
    else if (key === 'Escape') router.push(paths.errors(project, ofRange(range)));
    else return false;
    return true;
  });
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3">
        <div className="min-w-0 flex-1 basis-80">
          <Link
            href={paths.errors(project, ofRange(range))}
            prefetch={false}
            className="text-[12px] text-mute hover:text-text"
          >
            Errors
          </Link>
          <h1 className="text-[15px] leading-6 break-words">
            {group.exceptionType ? (
              <strong className="font-semibold">{visibleLine(group.exceptionType)} </strong>
            ) : null}
            <MessageTemplate template={group.template} />
          </h1>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <StateButtons
            now={state === 'reopened' ? 'open' : state}
            busy={states.isPending}
            onSet={set}
          />
          <TimeRangeFilter
            range={range}
            onChange={(next) => router.push(paths.error(project, group.fingerprint, ofRange(next)))}
          />
        </div>
      </header>
      <GroupFacts detail={detail} state={state} />
      <GroupChart detail={detail} />
      <div className="grid gap-x-8 px-4 pb-8 lg:grid-cols-[minmax(0,1fr)_380px]">
        <div className="min-w-0">
          <Part title="Why do these fail">
            <WhyPanel
              project={project}
              of={{ kind: 'group', fingerprint: group.fingerprint }}
              q={groupQuery(group.fingerprint)}
              range={range}
            />
          </Part>
          <Part title="Newest executions">
            <GroupSamples project={project} detail={detail} range={range} />
          </Part>
        </div>
        <div className="min-w-0">
          <Part title="Grouped by">
            <GroupReasons project={project} group={group} />
          </Part>
          <Part title="Code versions">
            <GroupVersions project={project} detail={detail} range={range} />
          </Part>
        </div>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="pt-6">
      <h2 className="pb-2 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** Keys of the page, unless something that takes keys itself has the focus. */
function useKeys(onKey: (key: string) => boolean): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      const isTaken =
        target instanceof HTMLElement &&
        target.closest('input, textarea, select, dialog, [role=dialog], [role=menu]') !== null;
      if (!isTaken && latest.current(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
