import { start } from './start';
import { startWorkerAlone } from './start-worker';

/** Called by bin/runlens.mjs for what stays, once the packages are installed and this file is bundled. */
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
  if (command === 'worker') return startWorkerAlone({ root, folder });
  return start({ root, folder, dev: flags.includes('--dev'), worker: command === 'start' });
}
