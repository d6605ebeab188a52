'use client';

import Link from 'next/link';
import { CodeView } from '@/components/execution/code-view';
import { ContextPane } from '@/components/execution/context-pane';
import { ExecutionScreen } from '@/components/executions/execution-screen';
import type { FirstPage } from '@/components/executions/use-execution-pages';
import { useZone } from '@/components/layout/zone-provider';
import { CaseList } from '@/components/reproduce/case-list';
import { RunnerForm } from '@/components/settings/runner-form';
import { cn } from '@/lib/cn';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import type { Action } from '@/lib/domain/action';
import type { ColumnLayout } from '@/lib/domain/column-layout';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import type { PinnedCase } from '@/lib/domain/pinned-case';
import type { RunnerPage } from '@/lib/domain/runner-settings';
import type { VerdictRate } from '@/lib/domain/verdict-rate';
import type { CodeLine } from '@/lib/format/code-line';
import { formatTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { ACTION_TABS, type ActionTab } from '@/lib/query-state/action-params';
import { NO_PARAMS } from '@/lib/query-state/execution-params';
import type { CountsPreferences } from '@/lib/query-state/preferences';
import { ActionRate } from './action-rate';

interface ActionScreenProps {
  project: string;
  action: Action;
  tab: ActionTab;
  latest: ExecutionMetadata | null;
  codeLines: readonly CodeLine[] | null;
  rate: VerdictRate;
  cases: readonly PinnedCase[];
  /** What the browser needs to run cases, where that tab is open. */
  python: PythonRuntime | null;
  /** Who runs its retries, where that tab is open. */
  runner: RunnerPage | null;
  list: {
    first: FirstPage;
    retentionDays: number;
    columns: ColumnLayout;
    counts: CountsPreferences;
  };
}

const TAB_LABEL: Record<ActionTab, string> = {
  context: 'Context',
  code: 'Code',
  executions: 'Executions',
  cases: 'Cases',
  retry: 'Retry',
};

/** One action: the context and code of its newest execution, all of its executions, its cases, who retries it. */
export function ActionScreen(props: ActionScreenProps) {
  const { project, action, tab, latest, codeLines, list } = props;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="px-4 pt-3">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <Link
            href={paths.actions(project)}
            prefetch={false}
            className="text-mute hover:text-text"
          >
            Actions
          </Link>
          <h1 className="truncate font-mono text-[15px] font-semibold">
            {visibleLine(action.key)}
          </h1>
          {action.name ? <p className="truncate text-mute">{visibleLine(action.name)}</p> : null}
        </div>
        <ActionRate project={project} actionKey={action.key} rate={props.rate} />
        <nav aria-label="Action" className="mt-2 flex gap-5 border-b border-line">
          {ACTION_TABS.map((one) => (
            <Link
              key={one}
              href={paths.action(project, action.key, one === 'executions' ? '' : `?tab=${one}`)}
              prefetch={false}
              aria-current={one === tab ? 'page' : undefined}
              className={cn(
                '-mb-px border-b-2 py-1.5',
                one === tab
                  ? 'border-accent font-semibold'
                  : 'border-transparent text-mute hover:text-text',
              )}
            >
              {TAB_LABEL[one]}
            </Link>
          ))}
        </nav>
      </header>
      {tab === 'executions' ? (
        <ExecutionScreen project={project} action={action.key} {...list} />
      ) : tab === 'cases' ? (
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <CaseList
            project={project}
            actionKey={action.key}
            cases={props.cases}
            python={props.python}
          />
        </div>
      ) : tab === 'retry' && props.runner ? (
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <div className="max-w-3xl px-4 py-4">
            <RunnerForm project={project} actionKey={action.key} {...props.runner} />
          </div>
        </div>
      ) : latest === null ? (
        <p className="p-4 text-mute">No execution of this action is kept any more.</p>
      ) : (
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <OfExecution project={project} latest={latest} />
          {tab === 'context' ? (
            <ContextPane
              src={paths.executionContext(project, latest.id)}
              bytes={latest.contextBytes}
              place={{ project, list: NO_PARAMS }}
            />
          ) : codeLines ? (
            <CodeView lines={codeLines} label={`Code of ${action.key}`} />
          ) : (
            <p className="p-4 text-mute">No code was sent with its newest execution.</p>
          )}
        </div>
      )}
    </div>
  );
}

function OfExecution({ project, latest }: { project: string; latest: ExecutionMetadata }) {
  const { zone } = useZone();
  return (
    <p className="border-b border-line px-4 py-2 text-[12px] text-mute">
      As it ran in the newest execution, on{' '}
      <Link
        href={paths.execution(project, latest.id)}
        prefetch={false}
        className="font-mono text-text underline decoration-line underline-offset-2"
      >
        {formatTime(latest.createdAt, zone)}
      </Link>
      {latest.codeSha256 ? `, code version ${latest.codeSha256.slice(0, 8)}` : ''}
    </p>
  );
}
