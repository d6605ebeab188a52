import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** A native checkbox in the product's colours; `mixed` shows a bar. */
export function Checkbox({
  mixed = false,
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'type'> & { mixed?: boolean }) {
  return (
    <input
      type="checkbox"
      ref={(element) => {
        if (element) element.indeterminate = mixed;
      }}
      className={cn('checkbox size-3.5 shrink-0 align-middle', className)}
      {...props}
    />
  );
}
