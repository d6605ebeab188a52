import { CLI_USAGE } from './cli/cli-usage';
import { start } from './start';
import { startWorkerAlone } from './start-worker';

const USAGE = `runlens start [--dev]   run the dashboard, the API, a worker and the embedded database
runlens web             the same without a worker
runlens worker          only a worker, on the database of DATABASE_URL; any number of them
${CLI_USAGE}`;

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
  if (command === 'start' || command === 'web') {
    const [dev, worker] = [flags.includes('--dev'), command === 'start'];
    return start({ root, folder, dev, worker });
  }
  if (command === 'worker') return startWorkerAlone({ root, folder });
  const asked = command === 'help' || command === '--help' || command === '-h';
  (asked ? process.stdout : process.stderr).write(`${USAGE}\n`);
  process.exitCode = asked ? 0 : 2;
}
