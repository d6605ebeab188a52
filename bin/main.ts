import { start } from './start';

const USAGE = `runlens start [--dev]   run the dashboard, the API and the embedded database`;

/** Called by bin/runlens.mjs once the packages are installed and this file is bundled. */
export async function main({
  root,
  folder,
  argv,
}: {
  root: string;
  folder: string;
  argv: string[];
}): Promise<void> {
  const [command = 'start', ...flags] = argv;
  if (command === 'start') return start({ root, folder, dev: flags.includes('--dev') });
  const asked = command === 'help' || command === '--help' || command === '-h';
  (asked ? process.stdout : process.stderr).write(`${USAGE}\n`);
  process.exitCode = asked ? 0 : 2;
}
