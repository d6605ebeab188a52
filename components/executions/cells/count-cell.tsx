import { cn } from '@/lib/cn';

/** A count that says something only when there is any. */
export function CountCell({ count, className }: { count: number; className: string }) {
  return (
    <span className={cn('ml-auto tabular-nums', count > 0 ? className : 'text-mute')}>
      {count.toLocaleString('en')}
    </span>
  );
}
