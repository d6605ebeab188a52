import { ArrowLeft, ArrowLeftRight } from 'lucide-react';
import Link from 'next/link';
import { Pane } from '@/components/execution/pane';
import { StatusCell } from '@/components/executions/cells/status-cell';
import { buttonClass } from '@/components/ui/button';
import type { ExecutionMetadata, ExecutionStep } from '@/lib/domain/execution';
import type { RecordedOutput } from '@/lib/domain/recorded-output';
import type { CodeLine } from '@/lib/format/code-line';
import { plainCodeLines } from '@/lib/format/plain-code-lines';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { ComparedDurations } from './compared-durations';
import { comparedFacts } from './compared-fact-list';
import { ComparedFacts } from './compared-facts';
import { ComparedSteps } from './compared-steps';
import { ComparedTime } from './compared-time';
import { ContextDiff } from './context-diff';
import { LineDiffView } from './line-diff-view';

interface ComparedSide {
  metadata: ExecutionMetadata;
  output: RecordedOutput;
  codeLines: readonly CodeLine[] | null;
  contextText: string | null;
  steps: readonly ExecutionStep[];
}

interface CompareScreenProps {
  project: string;
  before: ComparedSide;
  after: ComparedSide;
  /** Above which a context has not been read. */
  maxContextBytes: number;
}

/** Characters of a printed text that are compared. */
const MAX_PRINTED = 200_000;
/** Colours of a terminal: two runs differ in what they print, not in its paint. */
const COLOURS = /\x1b\[[\d;:]*m/g;

/** Two logs side by side: what differs in their facts, code, context and output. */
export function CompareScreen(props: CompareScreenProps) {
  const { project, before, after, maxContextBytes } = props;
  const printed: [name: string, of: (side: ComparedSide) => string | null][] = [
    ['Validation message', ({ metadata }) => metadata.validationMessage],
    ['stdout', ({ output }) => output.stdout],
    ['stderr', ({ output }) => output.stderr],
    ['Result', ({ output }) => output.resultText],
    ['Mutations', ({ output }) => output.mutationsText],
  ];
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <header className="border-b border-line px-4 py-3">
        <div className="flex flex-wrap items-center gap-3">
          <Link
            href={paths.executions(project)}
            prefetch={false}
            className="flex items-center gap-1 text-mute hover:text-text"
          >
            <ArrowLeft aria-hidden size={14} /> Executions
          </Link>
          <h1 className="text-[15px] font-semibold">Compare two executions</h1>
          <Link
            href={paths.compare(project, after.metadata.id, before.metadata.id)}
            prefetch={false}
            className={buttonClass('plain', 'ml-auto')}
          >
            <ArrowLeftRight aria-hidden size={14} /> Swap
          </Link>
        </div>
        <div className="grid gap-2 pt-3 md:grid-cols-2">
          <Heading project={project} metadata={before.metadata} side="Left" />
          <Heading project={project} metadata={after.metadata} side="Right" />
        </div>
      </header>
      <ComparedDurations before={before.metadata.durationMs} after={after.metadata.durationMs} />
      <ComparedFacts facts={comparedFacts(before, after)} />
      <Pane title="Code">
        <CodeDiff before={before} after={after} />
      </Pane>
      <Pane title="Context">
        <ContextDiff
          before={{ text: before.contextText, bytes: before.metadata.contextBytes }}
          after={{ text: after.contextText, bytes: after.metadata.contextBytes }}
          maxBytes={maxContextBytes}
        />
      </Pane>
      {before.steps.length + after.steps.length > 0 ? (
        <Pane title="Steps">
          <ComparedSteps before={before.steps} after={after.steps} />
        </Pane>
      ) : null}
      {printed.map(([name, of]) => (
        <TextDiff key={name} name={name} before={of(before)} after={of(after)} />
      ))}
    </div>
  );
}

function Heading(props: { project: string; metadata: ExecutionMetadata; side: string }) {
  const { project, metadata, side } = props;
  const name = visibleLine(metadata.raisedAction ?? metadata.actionKeys.join(', '));
  return (
    <h2 className="flex min-w-0 flex-wrap items-center gap-x-3">
      <span className="sr-only">{side}:</span>
      <Link
        href={paths.execution(project, metadata.id)}
        prefetch={false}
        className="truncate font-semibold underline decoration-line underline-offset-2 hover:text-accent"
      >
        {name || 'Execution'}
      </Link>
      <span>
        <StatusCell status={metadata.status} />
      </span>
      <ComparedTime date={metadata.createdAt} />
    </h2>
  );
}

function CodeDiff({ before, after }: { before: ComparedSide; after: ComparedSide }) {
  if (before.codeLines === null || after.codeLines === null) {
    if (before.codeLines === after.codeLines) return <Said>Neither was sent with its code.</Said>;
    return <Said>Only the {before.codeLines === null ? 'right' : 'left'} one has its code.</Said>;
  }
  const version = before.metadata.codeSha256;
  if (version !== null && version === after.metadata.codeSha256) {
    return <Said>The same code, version {version.slice(0, 8)}.</Said>;
  }
  return <LineDiffView label="Code" before={before.codeLines} after={after.codeLines} />;
}

function TextDiff(props: { name: string; before: string | null; after: string | null }) {
  const { name } = props;
  const [before, after] = [props.before, props.after].map((text) =>
    (text ?? '').slice(0, MAX_PRINTED).replace(COLOURS, ''),
  );
  if (!before && !after) return null;
  const isCut = Math.max(props.before?.length ?? 0, props.after?.length ?? 0) > MAX_PRINTED;
  const lines = (text = '') => plainCodeLines(text.replace(/\n$/, ''));
  return (
    <Pane
      title={name}
      detail={isCut ? `the first ${MAX_PRINTED.toLocaleString('en')} characters` : undefined}
    >
      {before === after ? (
        <Said>The same.</Said>
      ) : (
        <LineDiffView label={name} before={lines(before)} after={lines(after)} />
      )}
    </Pane>
  );
}

function Said({ children }: { children: React.ReactNode }) {
  return <p className="px-4 py-3 text-mute">{children}</p>;
}
