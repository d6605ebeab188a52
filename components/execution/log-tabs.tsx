import Link from 'next/link';
import { cn } from '@/lib/cn';
import { paths } from '@/lib/paths';
import { type ExecutionParams, printExecutionPlace } from '@/lib/query-state/execution-params';
import { LOG_TABS, type LogTab } from '@/lib/query-state/log-tab';

const LABEL: Record<LogTab, string> = {
  log: 'Log',
  steps: 'Steps',
  entries: 'Entries',
  attempts: 'Attempts',
  run: 'Run',
};

/** What it was, what it did step by step, and doing it again. */
export function LogTabs(props: {
  project: string;
  id: string;
  list: ExecutionParams;
  tab: LogTab;
  /** Of the steps that are stored. */
  stepCount: number;
  /** The last attempt, from 1. */
  attempt: number;
}) {
  const { project, id, list, tab } = props;
  const counts: Partial<Record<LogTab, number>> = {
    steps: props.stepCount,
    attempts: props.attempt > 1 ? props.attempt : 0,
  };
  const place = printExecutionPlace(list);
  const searchOf = (one: LogTab) =>
    one === 'log' ? place : `${place}${place === '' ? '?' : '&'}tab=${one}`;
  return (
    <nav
      aria-label="Execution"
      className="flex gap-5 border-b border-line px-4 max-md:gap-3.5 max-md:text-[12px]"
    >
      {LOG_TABS.map((one) => (
        <Link
          key={one}
          href={paths.execution(project, id, searchOf(one))}
          prefetch={false}
          aria-current={one === tab ? 'page' : undefined}
          className={cn(
            '-mb-px border-b-2 py-1.5',
            one === tab
              ? 'border-accent font-semibold'
              : 'border-transparent text-mute hover:text-text',
          )}
        >
          {LABEL[one]}{' '}
          {counts[one] ? (
            <span className="ml-0.5 font-normal text-mute tabular-nums">
              {counts[one].toLocaleString('en')}
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
