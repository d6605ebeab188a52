import { preloadPython } from '@/components/reproduce/preload-python';
import { RunTab } from '@/components/reproduce/run-tab';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import { canExplainFailure } from '@/lib/domain/can-explain-failure';
import type { ExecutionMetadata, ExecutionStep } from '@/lib/domain/execution';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import type { ExecutionVerdict } from '@/lib/domain/execution-verdict';
import type { RecordedOutput } from '@/lib/domain/recorded-output';
import { isTerminal } from '@/lib/domain/status';
import type { StepList as Steps } from '@/lib/domain/step-outline';
import type { CodeLine } from '@/lib/format/code-line';
import { paths } from '@/lib/paths';
import type { EntryParams } from '@/lib/query-state/entry-params';
import { type ExecutionParams, printExecutionPlace } from '@/lib/query-state/execution-params';
import type { LogTab } from '@/lib/query-state/log-tab';
import { Alterations } from './alterations';
import { AttemptsTab } from './attempts/attempts-tab';
import { CodeView } from './code-view';
import { ContextPane } from './context-pane';
import type { FirstEntries } from './entries/entry-log';
import { EntryPane } from './entries/entry-pane';
import { LogFacts } from './log-facts';
import { LogHeader, type Neighbours } from './log-header';
import { LogTabs } from './log-tabs';
import { Pane } from './pane';
import { RecordedPane } from './recorded-pane';
import { StepList } from './step-list';
import { StepsTab } from './steps/steps-tab';
import { VerdictPane } from './verdict-pane';

interface LogScreenProps {
  project: string;
  /** The list that somebody came from. */
  list: ExecutionParams;
  neighbours: Neighbours;
  metadata: ExecutionMetadata;
  tab: LogTab;
  codeLines: readonly CodeLine[] | null;
  raisedLine: number | null;
  output: RecordedOutput;
  /** The first of them, for a look. */
  steps: readonly ExecutionStep[];
  /** Where that tab is open. */
  stepList: Steps | null;
  attempts: readonly ExecutionAttempt[] | null;
  /** The first entries, null where the URL filters them. */
  entries: FirstEntries | null;
  entryParams: EntryParams;
  rerun: ExecutionVerdict | null;
  /** Whether it is a case of its action. */
  pinned: boolean;
  /** What the browser needs to run it, where that tab is open. */
  python: PythonRuntime | null;
}

/** One log: what ran, with what, what came of it. */
export function LogScreen(props: LogScreenProps) {
  const { project, metadata } = props;
  if (props.python) preloadPython(props.python, props.output.python !== null);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col overflow-y-auto">
      <LogHeader
        project={project}
        list={props.list}
        neighbours={props.neighbours}
        metadata={metadata}
        pinned={props.pinned}
      />
      <LogTabs
        project={project}
        id={metadata.id}
        list={props.list}
        tab={props.tab}
        stepCount={metadata.stepCount}
        attempt={metadata.attempt}
      />
      {props.python ? (
        <RunTab project={project} id={metadata.id} python={props.python} />
      ) : props.tab === 'entries' ? (
        <Entries {...props} fullHref={null} />
      ) : props.attempts ? (
        <AttemptsTab
          key={metadata.attempt}
          project={project}
          id={metadata.id}
          attempts={props.attempts}
        />
      ) : props.stepList ? (
        <StepsTab
          // Another attempt has steps of its own.
          key={metadata.attempt}
          project={project}
          id={metadata.id}
          first={props.stepList}
          isLive={!isTerminal(metadata.status)}
          isExplained={canExplainFailure(metadata)}
        />
      ) : (
        <WhatRan {...props} />
      )}
    </div>
  );
}

function entriesSearch(list: ExecutionParams): string {
  const place = printExecutionPlace(list);
  return `${place}${place === '' ? '?' : '&'}tab=entries`;
}

function Entries(props: LogScreenProps & { fullHref: string | null }) {
  const { project, metadata, entries, entryParams, fullHref } = props;
  const { id } = metadata;
  // Another log has its own lines.
  return (
    <EntryPane key={id} {...{ project, id, fullHref }} first={entries} initial={entryParams} />
  );
}

function WhatRan(props: LogScreenProps) {
  const { project, metadata, codeLines, raisedLine, output } = props;
  const isLive = !isTerminal(metadata.status);
  return (
    <>
      <Alterations alterations={metadata.alterations} />
      <LogFacts project={project} metadata={metadata} output={output} />
      <div className="grid min-w-0 xl:grid-cols-2">
        <Pane
          title="Code"
          detail={metadata.codeSha256 ? `version ${metadata.codeSha256.slice(0, 8)}` : undefined}
        >
          {codeLines ? (
            <CodeView
              lines={codeLines}
              label="Executed code"
              markLine={raisedLine ?? undefined}
              className="max-h-[70vh]"
            />
          ) : (
            <p className="px-4 py-3 text-mute">No code was sent with this execution.</p>
          )}
        </Pane>
        <div className="min-w-0 border-line xl:border-l">
          <RecordedPane {...{ output, isLive }} stored={{ project, id: metadata.id }} />
          <VerdictPane {...{ isLive }} verdict={metadata.reproducibility} last={props.rerun} />
          <ContextPane
            src={paths.executionContext(project, metadata.id)}
            bytes={metadata.contextBytes}
            place={{ project, list: { ...props.list, at: metadata.id } }}
          />
          <StepList
            steps={props.steps}
            total={metadata.stepCount}
            href={paths.execution(project, metadata.id, '?tab=steps')}
          />
          <Entries
            {...props}
            fullHref={paths.execution(project, metadata.id, entriesSearch(props.list))}
          />
        </div>
      </div>
    </>
  );
}
