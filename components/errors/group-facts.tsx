'use client';

import type { ReactNode } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import type { ErrorDetail } from '@/lib/contract/error-detail';
import type { ErrorGroupState } from '@/lib/domain/error-group';
import { formatShortTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { StateMark } from './state-mark';

/** The numbers of a group in one line. */
export function GroupFacts({ detail, state }: { detail: ErrorDetail; state: ErrorGroupState }) {
  const { zone } = useZone();
  const { group, count, people, firstSeen, lastSeen } = detail;
  const isStored = state === group.state;
  const facts: [string, ReactNode][] = [
    ['State', <StateMark key="state" state={state} />],
    ['Failures', count.toLocaleString('en')],
    ['People affected', people.toLocaleString('en')],
    ['First seen', formatShortTime(firstSeen, zone)],
    ['Last seen', lastSeen ? formatShortTime(lastSeen, zone) : 'not in this time'],
  ];
  if (isStored && (group.stateBy !== null || state === 'reopened')) {
    const by = group.stateBy ? ` by ${visibleLine(group.stateBy)}` : '';
    const what = state === 'reopened' ? 'Came back' : 'State changed';
    facts.push([what, `${formatShortTime(group.stateAt, zone)}${by}`]);
  }
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 px-4 pt-3">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-[12px] text-mute">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
