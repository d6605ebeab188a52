'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { cn } from '@/lib/cn';

interface OverlayFrameProps {
  label: string;
  /** Beside the label. */
  aside?: ReactNode;
  takeTyped: () => string;
  onClose: () => void;
  className?: string;
  foot?: ReactNode;
  children: ReactNode;
}

/** A dialog over any page, with its title above what scrolls and its buttons below. */
export function OverlayFrame(props: OverlayFrameProps) {
  const { label, aside, takeTyped, onClose, className, foot, children } = props;
  const latestTake = useRef(takeTyped);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What was typed meanwhile was meant for the page.
    latestTake.current();
    headingRef.current?.focus();
  }, []);
  return (
    <Dialog
      label={label}
      onClose={onClose}
      className={cn('max-h-[92dvh] w-[min(640px,96vw)] overflow-hidden', className)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the keys from the page below. */}
      <div onKeyDown={(event) => event.stopPropagation()} className="flex max-h-[inherit] flex-col">
        <header className="flex min-h-11 items-center gap-3 border-b border-line px-4 py-1.5">
          <h2 ref={headingRef} tabIndex={-1} className="truncate font-semibold outline-none">
            {label}
          </h2>
          {aside}
          <Button look="quiet" className="ml-auto w-8 px-0" aria-label="Close" onClick={onClose}>
            <X aria-hidden size={15} />
          </Button>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        {foot ? (
          <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2.5">
            {foot}
          </footer>
        ) : null}
      </div>
    </Dialog>
  );
}
