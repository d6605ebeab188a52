import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ErrorGroup } from '@/lib/domain/error-group';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { MessageTemplate } from './message-template';

/** Why its executions are one group: what they have in common, and nothing else counts. */
export function GroupReasons({ project, group }: { project: string; group: ErrorGroup }) {
  const { exceptionType, template, frame, actionKey, fingerprint } = group;
  const [name, ...line] = frame?.split(': ') ?? [];
  const reasons: [string, ReactNode][] = [
    ['Exception', exceptionType ? visibleLine(exceptionType) : 'none was raised'],
    ['Message', <MessageTemplate key="message" template={template} />],
    [
      'Raised at',
      frame ? (
        <>
          {line.length > 0 ? (
            <span className="text-mute">in {visibleLine(name ?? '')}: </span>
          ) : null}
          {visibleLine(line.length > 0 ? line.join(': ') : frame)}
        </>
      ) : (
        'no traceback was recorded'
      ),
    ],
    [
      'Action',
      actionKey ? (
        <Link
          key="action"
          href={paths.action(project, actionKey)}
          prefetch={false}
          className="underline decoration-line underline-offset-2 hover:text-accent"
        >
          {visibleLine(actionKey)}
        </Link>
      ) : (
        'none was named'
      ),
    ],
  ];
  return (
    <>
      <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        {reasons.map(([what, value]) => (
          <div key={what} className="contents">
            <dt className="text-mute">{what}</dt>
            <dd className="font-mono text-[12px] break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="pt-3 text-[12px] text-mute">
        Failures that agree in all four are one group. Numbers, ids, times and quoted values in a
        message do not count, and stand as <span className="font-mono">&lt;n&gt;</span> or{' '}
        <span className="font-mono">&lt;…&gt;</span>; of the code the text of the line counts, not
        its number. The same failure always gets the same fingerprint:{' '}
        <span className="font-mono text-text">{fingerprint}</span>.
      </p>
    </>
  );
}
