import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CliProblem, EXIT } from './cli-problem';
import { defineCommand } from './define-command';
import { fetchBundle } from './fetch-bundle';
import { oneExecution } from './one-execution';
import { plainText } from './plain-text';

/** `verify ID`: runs the download with python3 and says whether it gives the recorded output again. */
export const verify = defineCommand({
  name: 'verify',
  args: 'ID',
  about: 'runs that file: does it give the recorded output?',
  options: { python: { type: 'string', default: 'python3', hint: 'python3' } },
  run: async ({ values, positionals }, { place, terminal }) => {
    const { name, text } = await fetchBundle(place(), oneExecution(positionals));
    const folder = await mkdtemp(join(tmpdir(), 'runlens-verify-'));
    try {
      const file = join(folder, name);
      await writeFile(file, text);
      return await runVerify(values.python, file, (line) => terminal.print(plainText(line)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

async function runVerify(
  python: string,
  file: string,
  take: (line: string) => Promise<void>,
): Promise<boolean> {
  const child = spawn(python, [file, '--verify'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new CliProblem(`${python} did not start: ${error.message}`, EXIT.refused)),
    );
    child.once('close', resolve);
  });
  const read = async (stream: Readable) => {
    for await (const line of createInterface({ input: stream })) await take(line);
  };
  const [code] = await Promise.all([ended, read(child.stdout), read(child.stderr)]);
  return code === 0;
}
