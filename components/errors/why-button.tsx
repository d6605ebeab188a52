'use client';

import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';
import { useLazyPanel } from '@/components/ui/use-lazy-panel';

const fetchDialog = () => import('./why-dialog');

type WhyDialogProps = ComponentProps<Awaited<ReturnType<typeof fetchDialog>>['WhyDialog']>;

/** Asks why the chosen executions of a list fail; the answer's code is fetched when it is asked for. */
export function WhyButton(props: Omit<WhyDialogProps, 'onClose'>) {
  const { panel, open, setOpen, trigger } = useLazyPanel(
    fetchDialog,
    <Button>Why do these fail</Button>,
    'dialog',
  );
  return (
    <>
      {trigger}
      {open && panel ? <panel.WhyDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
