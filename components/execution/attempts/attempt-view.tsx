'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { StatusCell } from '@/components/executions/cells/status-cell';
import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { PartFailed } from '@/components/ui/part-failed';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import { failureWords } from '@/lib/format/failure-words';
import { formatBytes } from '@/lib/format/format-bytes';
import { formatNoun } from '@/lib/format/format-count';
import { formatDuration } from '@/lib/format/format-duration';
import { formatTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { LazyJsonViewer } from '../json/lazy-json-viewer';
import { OutputView } from '../output-view';
import { AttemptSteps } from './attempt-steps';
import { useAttemptOutput } from './use-attempt-output';

interface AttemptViewProps {
  project: string;
  attempt: ExecutionAttempt;
  /** Whether it is an execution of its own. */
  isElsewhere: boolean;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  /** With the one before it. */
  onCompare?: () => void;
}

/** One attempt: a line, and below it what it ran with and what came of it. */
export function AttemptView(props: AttemptViewProps) {
  const { project, attempt: one, isElsewhere, isOpen, onToggle, onCompare } = props;
  const { zone } = useZone();
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className="border-b border-line">
      <h2 className="m-0">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => onToggle(!isOpen)}
          className="flex min-h-10 w-full flex-wrap items-center gap-x-4 gap-y-0.5 px-3 py-1.5 text-left hover:bg-raise"
        >
          <Chevron aria-hidden size={14} className="text-mute" />
          <span className="font-semibold">Attempt {one.attempt}</span>
          <span className="min-w-32">
            <StatusCell status={one.status} />
          </span>
          <span className="tabular-nums">
            {one.durationMs === null ? '–' : formatDuration(one.durationMs)}
          </span>
          <span className="font-mono text-[12px] text-mute">
            {one.codeSha256 ? `code ${one.codeSha256.slice(0, 8)}` : 'no code'}
          </span>
          <span className="ml-auto text-[12px] text-mute">
            {one.requestedBy ? `asked for by ${visibleLine(one.requestedBy)}` : 'first run'}
            {one.requestedAt ? `, ${formatTime(one.requestedAt, zone).slice(0, -4)}` : ''}
          </span>
        </button>
      </h2>
      {isOpen ? (
        <div className="border-t border-line/60">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-4">
            <Fact name={`Started at (${zone})`}>
              {one.startedAt && formatTime(one.startedAt, zone)}
            </Fact>
            <Fact name="Raised Action">{one.raisedAction && visibleLine(one.raisedAction)}</Fact>
            <Fact name="Entries">
              <Link
                href={paths.execution(
                  project,
                  one.executionId,
                  `?tab=entries&log_attempt=${one.attempt}`,
                )}
                prefetch={false}
                className="underline underline-offset-2 hover:text-accent"
              >
                {`${formatNoun(one.warningCount, 'warning')}, ${formatNoun(one.errorCount, 'error')}`}
              </Link>
            </Fact>
            <Fact name="Run by">
              {one.executor &&
                [one.executor, one.workerId].filter((part) => part !== null).join(', ')}
            </Fact>
          </dl>
          {one.validationMessage ? (
            <p className="border-t border-line/60 bg-bad-tint px-4 py-2 font-mono text-[12px] break-words whitespace-pre-wrap text-bad">
              {one.validationMessage
                .split(/\r\n|\r|\n/)
                .map(visibleLine)
                .join('\n')}
            </p>
          ) : null}
          {isElsewhere || onCompare ? (
            <div className="flex flex-wrap items-center gap-3 border-t border-line/60 px-4 py-2">
              {isElsewhere ? (
                <Link
                  href={paths.execution(project, one.executionId)}
                  prefetch={false}
                  className="underline underline-offset-2 hover:text-accent"
                >
                  It was sent as an execution of its own
                </Link>
              ) : null}
              {onCompare ? (
                <Button className="h-7" onClick={onCompare}>
                  Compare with the attempt before
                </Button>
              ) : null}
            </div>
          ) : null}
          <AttemptContext project={project} attempt={one} />
          <AttemptSteps project={project} attempt={one} />
          <AttemptOutput project={project} attempt={one} />
        </div>
      ) : null}
    </li>
  );
}

function AttemptContext({ project, attempt: one }: { project: string; attempt: ExecutionAttempt }) {
  const [isShown, setShown] = useState(false);
  if (one.contextBytes === null) {
    return <p className="border-t border-line/60 px-4 py-2 text-mute">No context.</p>;
  }
  return (
    <div className="border-t border-line/60">
      <div className="px-4 py-2">
        <Button className="h-7" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide its context' : 'Show its context'} ({formatBytes(one.contextBytes)})
        </Button>
      </div>
      {isShown ? (
        <LazyJsonViewer
          src={paths.attemptText(project, one.executionId, one.attempt, 'context')}
          totalBytes={one.contextBytes}
          name={`context-${one.attempt}.json`}
        />
      ) : null}
    </div>
  );
}

function AttemptOutput({ project, attempt: one }: { project: string; attempt: ExecutionAttempt }) {
  const { data, error, refetch } = useAttemptOutput(project, one, true);
  if (data) {
    return (
      <div className="border-t border-line/60">
        <OutputView stdout={data.stdout} stderr={data.stderr} />
      </div>
    );
  }
  if (error) {
    return (
      <PartFailed onAgain={() => void refetch()}>
        Its output could not be read: {failureWords(error)}
      </PartFailed>
    );
  }
  return (
    <p className="px-4 py-2 text-mute" role="status">
      Loading…
    </p>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[11px] text-mute">{name}</dt>
      <dd className="font-mono text-[12px] break-words">{children || '–'}</dd>
    </div>
  );
}
