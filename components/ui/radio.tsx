import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** A native radio button in the product's colours. */
export function Radio({ className, ...props }: Omit<ComponentProps<'input'>, 'type'>) {
  return <input type="radio" className={cn('radio size-3.5 shrink-0', className)} {...props} />;
}
