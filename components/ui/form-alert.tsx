import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

/** Why a form was not taken; scrolled to, for the form may stand at the very foot of what scrolls. */
export function FormAlert({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <p
      role="alert"
      // With braces: React would take the promise of a newer browser for a way to clean up.
      ref={(said) => {
        said?.scrollIntoView({ block: 'nearest' });
      }}
      className={cn('text-bad', className)}
    >
      {children}
    </p>
  );
}
