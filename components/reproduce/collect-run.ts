import type { RunEnd } from '@/lib/contract/run-message';
import type { StreamName } from '@/lib/domain/recorded-output';
import { PrintedText } from './printed-text';
import type { PythonRunner, RunRequest } from './python-runner';

export interface EndedRun {
  end: RunEnd;
  streams: Record<StreamName, Uint8Array>;
}

export type Printed = Record<StreamName, PrintedText>;

export const nothingPrinted = (): Printed => ({
  stdout: new PrintedText(),
  stderr: new PrintedText(),
});

/** Runs a bundle to its end and keeps what it prints, in `printed` as it goes on. */
export async function collectRun(
  runner: PythonRunner,
  { onOutput, ...request }: Omit<RunRequest, 'onOutput'> & Partial<Pick<RunRequest, 'onOutput'>>,
  printed = nothingPrinted(),
): Promise<EndedRun> {
  const end = await runner.run({
    ...request,
    onOutput: (chunks) => {
      for (const { stream, bytes } of chunks) printed[stream].add(bytes);
      onOutput?.(chunks);
    },
  });
  return { end, streams: { stdout: printed.stdout.all(), stderr: printed.stderr.all() } };
}
