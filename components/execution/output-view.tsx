import { OutputPane } from './output-pane';

/** What a run printed: stdout, and stderr below it. */
export function OutputView(props: {
  stdout: string | null;
  stderr: string | null;
  /** Whether what is missing may still come. */
  isLive?: boolean;
}) {
  const { stdout, stderr, isLive = false } = props;
  const missing = isLive ? 'No output yet: it has not ended.' : 'Output was not recorded.';
  if (!stdout && !stderr)
    return (
      <p className="px-4 py-3 text-mute">
        {stdout === null && stderr === null ? missing : 'Nothing was printed.'}
      </p>
    );
  return (
    <>
      <OutputPane name="stdout" text={stdout} />
      <OutputPane name="stderr" text={stderr} className="border-t border-line" />
    </>
  );
}
