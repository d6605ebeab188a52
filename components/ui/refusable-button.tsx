import type { ComponentProps } from 'react';
import { Button } from './button';

/** A button that cannot be pressed for a reason, which the pointer and screen readers are told. */
export function RefusableButton({
  refused,
  children,
  ...props
}: ComponentProps<typeof Button> & { refused: string | null | undefined | false }) {
  if (!refused) return <Button {...props}>{children}</Button>;
  return (
    <Button {...props} disabled title={refused}>
      {children}
      <span className="sr-only"> ({refused})</span>
    </Button>
  );
}
