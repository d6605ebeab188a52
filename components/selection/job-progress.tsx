import { Button } from '@/components/ui/button';

/** How far a piece of work is. */
export function JobProgress(props: {
  doing: string;
  done: number;
  total: number | null;
  onCancel: () => void;
}) {
  const { doing, done, total, onCancel } = props;
  return (
    <>
      <progress
        aria-label={doing}
        className="h-1.5 w-32 accent-accent"
        max={total ?? undefined}
        value={total === null ? undefined : Math.min(done, total)}
      />
      <span className="text-[12px] text-mute tabular-nums">
        {done.toLocaleString('en')}
        {total === null ? '' : ` of ${total.toLocaleString('en')}`}
      </span>
      <Button onClick={onCancel}>Cancel</Button>
    </>
  );
}
