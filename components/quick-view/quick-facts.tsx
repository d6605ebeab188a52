import type { ReactNode } from 'react';
import { StatusCell } from '@/components/executions/cells/status-cell';
import { VerdictCell } from '@/components/executions/cells/verdict-cell';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { formatDuration } from '@/lib/format/format-duration';
import { visibleLine } from '@/lib/format/visible-line';

const text = (value: string | null) => (value ? visibleLine(value) : '–');

/** High-level metadata of a log. */
export function QuickFacts({ summary }: { summary: ExecutionSummary }) {
  const facts: [string, ReactNode, string?][] = [
    [
      'Status',
      <span key="status">
        <StatusCell status={summary.status} />
        <span className="ml-2 text-mute">attempt {summary.attempt}</span>
      </span>,
    ],
    [
      'Event · target',
      <span key="target" className="font-mono text-[12px]">
        {visibleLine(
          [summary.event, summary.target, summary.targetRecordId].filter(Boolean).join(' '),
        )}
      </span>,
    ],
    ['Execution time', summary.durationMs === null ? '–' : formatDuration(summary.durationMs)],
    ['Triggered by', text(summary.triggeredBy)],
    [
      'Validation message',
      <span key="message" className={summary.status === 'success' ? 'text-warn' : 'text-bad'}>
        {text(summary.validationMessage)}
      </span>,
      'col-span-2',
    ],
    [
      'Raised action',
      <span key="raised" className="font-mono text-[12px]">
        {text(summary.raisedAction)}
      </span>,
    ],
    ['Environment', text(summary.environment)],
    ['Reproducibility', <VerdictCell key="verdict" verdict={summary.reproducibility} />],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-b border-line px-5 py-4 md:grid-cols-4">
      {facts.map(([name, value, span]) => (
        <div key={name} className={`min-w-0 ${span ?? ''}`}>
          <dt className="text-[11px] text-mute">{name}</dt>
          <dd className="line-clamp-3 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
