import type { ReactNode, Ref } from 'react';

/** A titled part of the log page, parted from the next by a hairline. */
export function Pane({
  ref,
  title,
  detail,
  actions,
  children,
}: {
  ref?: Ref<HTMLElement>;
  title: string;
  detail?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      ref={ref}
      aria-label={title}
      // Below the header that stays.
      className="min-w-0 scroll-mt-14 border-b border-line"
    >
      <div className="flex h-10 items-center gap-3 border-b border-line px-4">
        <h2 className="font-semibold">{title}</h2>
        {detail ? <span className="truncate font-mono text-[12px] text-mute">{detail}</span> : null}
        {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
