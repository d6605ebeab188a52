import type { ReactNode } from 'react';
import { Button } from './button';

/** A part of a screen that could not be read, with why, and the way to ask for it again. */
export function PartFailed(props: {
  children: ReactNode;
  onAgain: () => void;
  isBusy?: boolean | undefined;
}) {
  const { children, onAgain, isBusy = false } = props;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
      <p className="min-w-0 text-bad">{children}</p>
      <Button className="h-7" disabled={isBusy} onClick={onAgain}>
        {isBusy ? 'Trying…' : 'Try again'}
      </Button>
    </div>
  );
}
