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
            <Loading load={load} stop={stop} again={again} />
          )}
        </>
      )}
    </section>
  );
}

function Loading({ load, stop, again }: { load: JsonLoad; stop: () => void; again: () => void }) {
  if (load.phase === 'ready') return null;
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      {load.phase === 'loading' ? (
        <>
          <p role="status" className="text-mute tabular-nums">
            {load.total
              ? `Reading ${formatBytes(load.received)} of ${formatBytes(load.total)}`
              : `Reading ${load.received > 0 ? formatBytes(load.received) : ''}`}
          </p>
          {load.total ? (
            <progress
              aria-label="Reading"
              className="h-1 w-40 accent-(--accent)"
              max={load.total}
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
