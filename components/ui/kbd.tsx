import type { ReactNode } from 'react';

/** A key, written where it works. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-line px-1 font-mono text-[11px] leading-none text-mute">
      {children}
    </kbd>
  );
}
