'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/format/format-bytes';
import { type ContextPlace, contextActions } from './context-actions';
import { LazyJsonViewer } from './json/lazy-json-viewer';
import { Pane } from './pane';

/** The context, read and parsed only when asked: it may be 20 MB. */
export function ContextPane({
  src,
  bytes,
  place,
}: {
  src: string;
  bytes: number | null;
  place: ContextPlace;
}) {
  const [shown, setShown] = useState(false);
  const paneRef = useRef<HTMLElement>(null);
  const router = useRouter();
  // It opens below what may fill the window.
  useEffect(() => {
    if (shown) paneRef.current?.scrollIntoView({ block: 'start' });
  }, [shown]);
  return (
    <Pane
      ref={paneRef}
      title="Context"
      detail={bytes === null ? undefined : formatBytes(bytes)}
      actions={
        bytes === null ? null : (
          <>
            <Button className="h-7" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {shown ? 'Hide Execution Context' : 'Show Execution Context'}
            </Button>
            <a
              href={`${src}?download`}
              download
              className="rounded-sm text-mute underline-offset-2 hover:text-text hover:underline"
            >
              Download
            </a>
          </>
        )
      }
    >
      {bytes === null ? (
        <p className="px-4 py-3 text-mute">No context was sent with this execution.</p>
      ) : shown ? (
        <div className="min-h-[60vh]">
          <LazyJsonViewer
            src={src}
            totalBytes={bytes}
            name="context.json"
            actions={contextActions(place, (url) => router.push(url))}
          />
        </div>
      ) : null}
    </Pane>
  );
}
