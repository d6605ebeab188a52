import { OutputPane } from './output-pane';

/** What a run printed: stdout, and stderr below it. */
export function OutputView({ stdout, stderr }: { stdout: string | null; stderr: string | null }) {
  if (!stdout && !stderr)
    return (
      <p className="px-4 py-3 text-mute">
        {stdout === null && stderr === null ? 'Output was not recorded.' : 'Nothing was printed.'}
      </p>
    );
  return (
    <>
      <OutputPane name="stdout" text={stdout} />
      <OutputPane name="stderr" text={stderr} className="border-t border-line" />
    </>
  );
}
