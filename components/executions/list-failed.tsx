'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

export function ListFailed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <Notice
      title="The executions could not be loaded"
      actions={
        <Button look="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p role="alert">{message}</p>
      <p>Nothing is lost: the filter stays as it is, and the stored logs are untouched.</p>
    </Notice>
  );
}
