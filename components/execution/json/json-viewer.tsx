'use client';

import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import { formatBytes } from '@/lib/format/format-bytes';
import type { JsonActions } from './json-action';
import { JsonPane } from './json-pane';
import { type JsonLoad, useJsonSource } from './use-json-source';

export interface JsonViewerProps {
  /** What the document is called, like a file: `context.json`. */
  name: string;
  /** Where the raw text is; read by a worker, with progress. Wins over `text`. */
  src?: string | null;
  /** How much `src` will send, for the progress; a compressed answer does not say. */
  totalBytes?: number;
  /** The raw text itself. With neither of them the viewer says that there is none. */
  text?: string | null;
  /** What paths start with. */
  root?: string;
  /** Said when there is no text. */
  emptyText?: string;
  /** Takes the height of its box instead of that of its lines, up to 70% of the window. */
  fill?: boolean;
  actions?: JsonActions;
  className?: string;
}

/** Raw JSON as a foldable tree, up to tens of megabytes, never through a parse. */
export function JsonViewer({
  name,
  src = null,
  totalBytes,
  text = null,
  root = 'ctx',
  emptyText = 'There is none.',
  fill = false,
  actions,
  className,
}: JsonViewerProps) {
  const { load, stop, again } = useJsonSource(src, src === null ? text : null);
  const none = src === null && text === null;
  return (
    <section aria-label={name} className={cn('flex min-h-0 flex-col', fill && 'h-full', className)}>
      {!none && load.phase === 'ready' ? (
        <JsonPane key={load.source.id} {...{ source: load.source, name, root, fill, actions }} />
      ) : (
        <>
          <div className="flex min-h-11 shrink-0 items-center border-b border-line px-4">
            <h3 className="font-semibold">{name}</h3>
          </div>
          {none ? (
            <p className="px-4 py-3 text-mute">{emptyText}</p>
          ) : (
            <Loading {...{ load, totalBytes, stop, again }} />
          )}
        </>
      )}
    </section>
  );
}

interface LoadingProps {
  load: JsonLoad;
  totalBytes?: number;
  stop: () => void;
  again: () => void;
}

function Loading({ load, totalBytes, stop, again }: LoadingProps) {
  if (load.phase === 'ready') return null;
  const total = load.phase === 'loading' ? (load.total ?? totalBytes) : null;
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      {load.phase === 'loading' ? (
        <>
          <p role="status" className="text-mute tabular-nums">
            {total
              ? `Reading ${formatBytes(load.received)} of ${formatBytes(total)}`
              : `Reading ${load.received > 0 ? formatBytes(load.received) : ''}`}
          </p>
          {total ? (
            <progress
              aria-label="Reading"
              className="h-1 w-40 accent-(--accent)"
              max={total}
              value={load.received}
            />
          ) : null}
          <Button onClick={stop}>Cancel</Button>
        </>
      ) : (
        <>
          <p role="status" className="text-mute">
            {load.phase === 'failed'
              ? `It could not be read. ${load.message}`
              : `Stopped after ${formatBytes(load.received)}.`}
          </p>
          <Button onClick={again}>{load.phase === 'failed' ? 'Try again' : 'Read it'}</Button>
        </>
      )}
    </div>
  );
}
