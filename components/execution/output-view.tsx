import { cn } from '@/lib/cn';
import { OutputPane } from './output-pane';

/** What a run printed: stdout, and stderr below it. */
export function OutputView({
  stdout,
  stderr,
  className,
}: {
  stdout: string | null;
  stderr: string | null;
  className?: string;
}) {
  if (!stdout && !stderr)
    return (
      <p className={cn('px-4 py-3 text-mute', className)}>
        {stdout === null && stderr === null ? 'Output was not recorded.' : 'Nothing was printed.'}
      </p>
    );
  return (
    <div className={className}>
      <OutputPane name="stdout" text={stdout} />
      <OutputPane name="stderr" text={stderr} className="border-t border-line" />
    </div>
  );
}
