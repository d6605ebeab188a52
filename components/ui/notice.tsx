import type { ReactNode } from 'react';

/** A whole screen or pane that has something to say instead of content. */
export function Notice({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col items-start gap-3 px-4 py-10 md:px-6 md:py-14">
      <h2 className="text-[15px] font-semibold">{title}</h2>
      {children ? <div className="w-full space-y-2 text-mute">{children}</div> : null}
      {actions ? <div className="flex flex-wrap gap-2 pt-1">{actions}</div> : null}
    </div>
  );
}
