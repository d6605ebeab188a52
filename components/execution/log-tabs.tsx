import Link from 'next/link';
import { cn } from '@/lib/cn';
import { paths } from '@/lib/paths';
import { type ExecutionParams, printExecutionPlace } from '@/lib/query-state/execution-params';
import { LOG_TABS, type LogTab } from '@/lib/query-state/log-tab';

const LABEL: Record<LogTab, string> = { log: 'Log', entries: 'Entries', run: 'Run' };

/** What it did, and doing it again. */
export function LogTabs(props: {
  project: string;
  id: string;
  list: ExecutionParams;
  tab: LogTab;
}) {
  const { project, id, list, tab } = props;
  const place = printExecutionPlace(list);
  const searchOf = (one: LogTab) =>
    one === 'log' ? place : `${place}${place === '' ? '?' : '&'}tab=${one}`;
  return (
    <nav aria-label="Execution" className="flex gap-5 border-b border-line px-4">
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
          {LABEL[one]}
        </Link>
      ))}
    </nav>
  );
}
