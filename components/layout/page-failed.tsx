'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** A page that broke. The cause is in the server's log under the same number. */
export function PageFailed({
  error: { digest },
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const router = useRouter();
  const [busy, start] = useTransition();
  return (
    <div role="alert">
      <Notice
        title="This page could not be loaded"
        actions={
          <Button
            look="primary"
            disabled={busy}
            onClick={() =>
              start(() => {
                router.refresh();
                reset();
              })
            }
          >
            {busy ? 'Trying…' : 'Try again'}
          </Button>
        }
      >
        <p>The server may be starting or out of reach. Nothing that was stored is lost.</p>
        {digest ? <p className="font-mono text-[12px]">Reported as {digest}</p> : null}
      </Notice>
    </div>
  );
}
