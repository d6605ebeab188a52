import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

/** A key, written where it works. `aside`: left out where the window is too narrow for a keyboard's hints. */
export function Kbd({ children, aside = false }: { children: ReactNode; aside?: boolean }) {
  return (
    <kbd
      className={cn(
        'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-line px-1 font-mono text-[11px] leading-none text-mute',
        aside && 'max-md:hidden',
      )}
    >
      {children}
    </kbd>
  );
}
