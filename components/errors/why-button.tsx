'use client';

import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';

const WhyDialog = lazy(async () => ({ default: (await import('./why-dialog')).WhyDialog }));

/** Asks why the chosen executions of a list fail; the answer's code is fetched when it is asked for. */
export function WhyButton(props: Omit<ComponentProps<typeof WhyDialog>, 'onClose'>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Why do these fail</Button>
      {isOpen ? (
        <Suspense>
          <WhyDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
