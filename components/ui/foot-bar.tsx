'use client';

import { type ReactNode, useEffect } from 'react';

/** What can be done with what is selected, under the list: the list gives it room, and nothing lies beneath it. */
export function FootBar({ label, children }: { label: string; children: ReactNode }) {
  // What was just selected may have been where the bar is now.
  useEffect(() => {
    document.activeElement?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section
      aria-label={label}
      className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-panel px-4 py-2 [@media(max-height:599px)]:flex-nowrap [@media(max-height:599px)]:overflow-x-auto"
    >
      {children}
    </section>
  );
}
