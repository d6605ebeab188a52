import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

/** One of several things that could run. */
export function RetryChoice(props: {
  /** Of the choices among which one is made. */
  name: string;
  checked: boolean;
  disabled?: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  const { name, checked, disabled = false, onChoose, children } = props;
  return (
    <label
      className={cn(
        'flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1',
        disabled ? 'text-mute' : 'cursor-pointer hover:bg-raise',
      )}
    >
      <input
        type="radio"
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={onChoose}
        className="size-3.5 shrink-0 accent-accent"
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}

/** A part of the panel with its name. */
export function RetryPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="border-b border-line px-2 pt-2.5 pb-2 last:border-0">
      <legend className="sr-only">{title}</legend>
      <p aria-hidden className="px-2 pb-1 text-[11px] font-semibold text-mute">
        {title}
      </p>
      {children}
    </fieldset>
  );
}
