'use client';

import { useQuery } from '@tanstack/react-query';
import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { whyTheseFailAction } from '@/lib/actions/why-these-fail';
import type { FailureSelection, WhyReport } from '@/lib/contract/why-report';
import { unwrap } from '@/lib/domain/result';
import type { TimeRange } from '@/lib/domain/time-range';
import { failureWords } from '@/lib/format/failure-words';
import { formatShortTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { WhyDifference } from './why-difference';

interface WhyPanelProps {
  project: string;
  of: FailureSelection;
  /** The search that a finding is added to when it becomes a filter, and its time range. */
  q: string;
  range: TimeRange;
}

/**
 * What tells these failures from the successful runs of the same actions. Of a group, of selected
 * executions (`{ kind: 'ids', ids }`), or of all that a list shows (`{ kind: 'list', search }`).
 */
export function WhyPanel({ project, of, q, range }: WhyPanelProps) {
  const why = useQuery({
    queryKey: ['why', project, of],
    queryFn: async () => unwrap(await whyTheseFailAction({ project, of })),
    staleTime: 120_000,
  });
  if (why.isPending) return <WhySkeleton />;
  if (why.isError) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p role="alert" className="text-bad">
          They could not be compared: {failureWords(why.error)}
        </p>
        <Button className="h-7" onClick={() => why.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  const report = why.data;
  return (
    <>
      {report.differences.length > 0 ? (
        <ol className="border-t border-line">
          {report.differences.map((difference) => (
            <WhyDifference key={difference.field} {...{ project, difference, q, range }} />
          ))}
        </ol>
      ) : (
        <p>{nothingSaid(report)}</p>
      )}
      <Compared report={report} />
    </>
  );
}

function nothingSaid({ failed, succeeded, actions }: WhyReport): string {
  if (failed === 0) return 'None of these executions failed with a named action.';
  const action = actions.map(visibleLine).join(', ');
  if (succeeded === 0)
    return `No successful run of ${action} is kept, so there is nothing to compare with.`;
  return 'Nothing in context or attributes tells them apart with certainty.';
}

/** What was compared, and what was left out. */
function Compared({ report }: { report: WhyReport }) {
  const { zone } = useZone();
  const { failed, succeeded, actions, otherActions, tooLarge, cutRuns, searchedToMs } = report;
  if (failed === 0) return null;
  const n = (count: number) => count.toLocaleString('en');
  const said = [
    `${report.hasMoreFailed ? 'The newest ' : ''}${n(failed)} failed against ${n(succeeded)} successful runs of ${actions.map(visibleLine).join(', ')}.`,
    `${n(report.tested)} statements about ${n(report.paths)} paths were tried; only what chance does not explain is shown.`,
    otherActions > 0 ? `${n(otherActions)} failures of further actions are left out.` : null,
    tooLarge > 0 ? `${n(tooLarge)} runs are left out for the size of their context.` : null,
    cutRuns > 0 ? `Of ${n(cutRuns)} runs only the first 500 paths are looked at.` : null,
    searchedToMs === null
      ? null
      : `There was time to search back to ${formatShortTime(new Date(searchedToMs), zone)}.`,
  ];
  return (
    <p className="pt-3 text-[12px] text-mute">{said.filter((text) => text !== null).join(' ')}</p>
  );
}

function WhySkeleton() {
  return (
    <div
      role="status"
      aria-label="Comparing failed and successful runs"
      className="border-t border-line"
    >
      {[70, 55, 40].map((width) => (
        <div key={width} className="flex h-[58px] items-center gap-4 border-b border-line/70">
          <span className="h-2.5 rounded-full bg-raise" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
