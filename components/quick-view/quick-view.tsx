'use client';

import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import Link from 'next/link';
import { startTransition, useCallback, useEffect, useMemo } from 'react';
import { useListPlace } from '@/components/executions/list-context';
import { useRowCommands } from '@/components/executions/row-commands';
import { useZone } from '@/components/layout/zone-provider';
import { Button, buttonClass } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { formatAge, formatTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { QuickBody } from './quick-body';
import { neighboursOf, useGlimpse } from './use-glimpses';

interface QuickViewProps {
  id: string;
  /** The loaded rows in the order of the table. */
  ids: readonly string[];
  complete: boolean;
  /** Another log to show, or none. */
  onChange: (id: string | null) => void;
  /** The row of the table that becomes active. */
  onActivate: (id: string) => void;
  onNearEnd: () => void;
}

/** Rows left before the end of what is loaded at which the next page is asked for. */
const NEAR_END = 5;

/** A glimpse of a log, stepping through the table as it is filtered and sorted. */
export function QuickView(props: QuickViewProps) {
  const { id, ids, complete, onChange, onActivate, onNearEnd } = props;
  const { project, filter } = useListPlace();
  const commands = useRowCommands();
  const index = ids.indexOf(id);
  const neighbours = useMemo(() => neighboursOf(ids, index), [ids, index]);
  const glimpse = useGlimpse(project, id, neighbours);
  const previous = ids[index - 1];
  const next = ids[index + 1];
  const step = useCallback(
    (to: string) => {
      onChange(to);
      // The table behind it follows when the log is on the screen.
      startTransition(() => onActivate(to));
    },
    [onChange, onActivate],
  );
  const close = () => {
    onActivate(id);
    onChange(null);
  };
  useEffect(() => {
    if (index >= 0 && index >= ids.length - NEAR_END) onNearEnd();
  }, [index, ids.length, onNearEnd]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const run: Record<string, (() => void) | undefined> = {
        ArrowLeft: () => previous && step(previous),
        ArrowRight: () => next && step(next),
        c: () => commands.copyLink(id),
        d: () => commands.download(id),
        v: () => commands.compare(id),
        Enter:
          event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement
            ? undefined
            : () => commands.open(id),
      };
      const action = run[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [previous, next, id, step, commands]);
  return (
    <Dialog
      returnTo={null}
      label="Quick view"
      focusFirst={false}
      onClose={close}
      className="h-[min(760px,94dvh)] w-[min(1080px,96vw)] overflow-hidden"
    >
      <div className="flex h-full flex-col">
        <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3">
          <Step label="Previous log" to={previous} onStep={step}>
            <ArrowLeft aria-hidden size={15} />
          </Step>
          <Step label="Next log" to={next} onStep={step}>
            <ArrowRight aria-hidden size={15} />
          </Step>
          <Heading
            createdAt={glimpse.data?.summary.createdAt}
            position={position(index, ids.length, complete)}
          />
          <div className="order-last flex flex-wrap items-center gap-2 max-md:w-full md:order-none md:ml-auto">
            <Button onClick={() => commands.copyLink(id)}>
              Copy Link <Kbd aside>c</Kbd>
            </Button>
            <Button onClick={() => commands.download(id)}>
              Download Code <Kbd aside>d</Kbd>
            </Button>
            <Link
              prefetch={false}
              className={buttonClass('primary')}
              href={paths.execution(project, id, filter)}
            >
              View Execution
            </Link>
          </div>
          <Button
            look="quiet"
            className="w-8 px-0 max-md:self-start"
            aria-label="Close"
            onClick={close}
          >
            <X aria-hidden size={15} />
          </Button>
        </header>
        <QuickBody glimpse={glimpse} />
        <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line bg-panel px-4 py-2 text-[12px] text-mute">
          <span className="flex items-center gap-1 max-md:hidden">
            <Kbd>←</Kbd>
            <Kbd>→</Kbd> next log in the table’s order
          </span>
          <span className="flex items-center gap-1 max-md:hidden">
            <Kbd>esc</Kbd> back to the row
          </span>
          {glimpse.data?.summary.requestId ? (
            <span className="ml-auto truncate">
              request{' '}
              <span className="font-mono">{visibleLine(glimpse.data.summary.requestId)}</span>
            </span>
          ) : null}
        </footer>
      </div>
    </Dialog>
  );
}

function position(index: number, loaded: number, complete: boolean): string {
  if (index < 0) return 'not among the loaded rows';
  return `${(index + 1).toLocaleString('en')} of ${loaded.toLocaleString('en')}${complete ? '' : ' loaded'}`;
}

function Step(props: {
  label: string;
  to: string | undefined;
  onStep: (id: string) => void;
  children: React.ReactNode;
}) {
  const { label, to, onStep, children } = props;
  return (
    <Button className="w-8 px-0" aria-label={label} disabled={!to} onClick={() => to && onStep(to)}>
      {children}
    </Button>
  );
}

function Heading({ createdAt, position: text }: { createdAt: Date | undefined; position: string }) {
  const { zone } = useZone();
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 max-md:flex-1">
      <strong className="font-mono text-[13px]">
        {createdAt ? formatTime(createdAt, zone) : '…'}
      </strong>
      <span className="text-mute" data-testid="quick-position">
        {text}
        {createdAt ? ` · ${formatAge(createdAt, new Date())}` : ''}
      </span>
    </p>
  );
}
