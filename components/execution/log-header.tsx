'use client';

import { ArrowDown, ArrowLeft, ArrowUp, Info } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { StatusCell } from '@/components/executions/cells/status-cell';
import { openOverlay } from '@/components/layout/open-overlay';
import { PinButton } from '@/components/reproduce/pin-button';
import { RetryButton } from '@/components/retry/retry-button';
import { RunControls } from '@/components/retry/run-controls';
import { Button, buttonClass } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';
import { Kbd } from '@/components/ui/kbd';
import { RefusableButton } from '@/components/ui/refusable-button';
import { toast } from '@/components/ui/toast';
import { bundleRefusal } from '@/lib/domain/bundle-refusal';
import { canExplainFailure } from '@/lib/domain/can-explain-failure';
import { isFailing } from '@/lib/domain/error-group';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import {
  type ExecutionParams,
  printExecutionParams,
  printExecutionPlace,
} from '@/lib/query-state/execution-params';
import { useFreshLog } from './use-fresh-log';

export interface Neighbours {
  previous: string | null;
  next: string | null;
}

interface LogHeaderProps {
  project: string;
  list: ExecutionParams;
  neighbours: Neighbours;
  metadata: ExecutionMetadata;
  /** Whether it is a case of its action. */
  pinned: boolean;
}

/** What this log is, the way back to its list, and what can be done with it. */
export function LogHeader({ project, list, neighbours, metadata, pinned }: LogHeaderProps) {
  const { id } = metadata;
  const router = useRouter();
  const filter = printExecutionPlace(list);
  const back = paths.executions(project, printExecutionParams({ ...list, quick: null, at: id }));
  const compare = paths.compareWithLastSuccess(project, id);
  const bundle = paths.executionBundle(project, id);
  const noBundle = bundleRefusal(metadata);
  const previous = neighbours.previous && paths.execution(project, neighbours.previous, filter);
  const next = neighbours.next && paths.execution(project, neighbours.next, filter);
  const run = useFreshLog(project, id, metadata);
  useLogKeys({
    k: previous ? () => router.push(previous) : undefined,
    j: next ? () => router.push(next) : undefined,
    c: () => copyLink(project, id),
    d: () => (noBundle === null ? window.location.assign(bundle) : toast(`${noBundle}.`)),
    v: () => router.push(compare),
    r: isFailing(metadata.status) ? () => openOverlay('retry', { id }) : undefined,
    i: canExplainFailure(metadata) ? () => openOverlay('failure', { id }) : undefined,
    Escape: () => router.push(back),
  });
  return (
    <header className="sticky top-0 z-10 flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-bg px-4 py-3 max-md:static">
      <Link
        href={back}
        prefetch={false}
        className="flex items-center gap-1 text-mute hover:text-text"
      >
        <ArrowLeft aria-hidden size={14} /> Executions
      </Link>
      <h1 className="max-w-[50ch] truncate text-[15px] font-semibold">
        {visibleLine(metadata.raisedAction ?? metadata.actionKeys.join(', ')) || 'Execution'}
      </h1>
      <span role="status">
        <StatusCell status={metadata.status} />
      </span>
      {canExplainFailure(metadata) ? (
        <button
          type="button"
          aria-label="Why it failed"
          onClick={() => openOverlay('failure', { id })}
          className="-ml-2 flex size-6 items-center justify-center rounded-md text-mute hover:bg-raise hover:text-text"
        >
          <Info aria-hidden size={14} />
        </button>
      ) : null}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <Neighbour href={previous} label="Previous log" shortcut="k">
          <ArrowUp aria-hidden size={14} />
        </Neighbour>
        <Neighbour href={next} label="Next log" shortcut="j">
          <ArrowDown aria-hidden size={14} />
        </Neighbour>
        {run ? <RunControls project={project} id={id} run={run} /> : null}
        {isFailing(metadata.status) ? (
          <RetryButton key={metadata.attempt} project={project} id={id} hasKey />
        ) : null}
        <PinButton project={project} metadata={metadata} pinned={pinned} />
        <Button onClick={() => copyLink(project, id)}>
          Copy Link <Kbd aside>c</Kbd>
        </Button>
        <Link
          className={buttonClass()}
          href={compare}
          prefetch={false}
          title="Compare with last success"
        >
          <span>
            Compare<span className="max-2xl:sr-only"> with last success</span>
          </span>
          <Kbd aside>v</Kbd>
        </Link>
        {noBundle === null ? (
          <a className={buttonClass('primary')} href={bundle} download>
            Download Code
          </a>
        ) : (
          <RefusableButton refused={noBundle}>Download Code</RefusableButton>
        )}
      </div>
    </header>
  );
}

function copyLink(project: string, id: string): void {
  const url = new URL(paths.execution(project, id), window.location.origin).href;
  void copyText(url, 'Link to the log copied');
}

function Neighbour(props: {
  href: string | null;
  label: string;
  shortcut: string;
  children: React.ReactNode;
}) {
  const content = (
    <>
      {props.children}
      <Kbd aside>{props.shortcut}</Kbd>
    </>
  );
  if (!props.href) {
    return (
      <Button aria-label={`${props.label}: there is none`} disabled>
        {content}
      </Button>
    );
  }
  return (
    <Link className={buttonClass()} href={props.href} aria-label={props.label}>
      {content}
    </Link>
  );
}

/** Keys of the log page, unless the focus is in something that takes keys itself. */
function useLogKeys(keys: Record<string, (() => void) | undefined>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const taken =
        event.target instanceof HTMLElement &&
        event.target.closest(
          'input, textarea, select, [role=tree], [role=menu], [role=textbox], dialog',
        );
      const run = taken ? undefined : keys[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [keys]);
}
