import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

const LOOK = {
  plain: 'border border-line bg-bg hover:bg-raise text-text',
  primary: 'border border-transparent bg-accent text-on-accent font-semibold hover:opacity-90',
  quiet: 'border border-transparent text-mute hover:bg-raise hover:text-text',
  danger: 'border border-bad/40 bg-bg text-bad hover:bg-bad-tint',
} as const;

export const buttonClass = (look: keyof typeof LOOK = 'plain', className?: string) =>
  cn(
    'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md px-2.5 text-[13px] whitespace-nowrap transition-colors duration-100 disabled:opacity-50',
    LOOK[look],
    className,
  );

/** A button; `type` is `button` unless said, because a form must not be sent by accident. */
export function Button({
  look = 'plain',
  className,
  type = 'button',
  ...props
}: ComponentProps<'button'> & { look?: keyof typeof LOOK }) {
  return <button type={type} className={buttonClass(look, className)} {...props} />;
}
