import { once } from 'node:events';
import type { Terminal } from './terminal';

const CLEAR_LINE = '\r\x1b[K';

/** The streams of this process. Whoever reads them may have enough, as `head` has: then it ends. */
export function openTerminal(): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const showsProgress = process.stderr.isTTY === true;
  let progress = '';
  const above = (write: () => boolean) => {
    if (progress) process.stderr.write(CLEAR_LINE);
    const hasRoom = write();
    if (progress) process.stderr.write(progress);
    return hasRoom;
  };
  return {
    print: async (line) => {
      const hasRoom = above(() => process.stdout.write(`${line}\n`));
      if (!hasRoom) await once(process.stdout, 'drain');
    },
    say: (line) => void above(() => process.stderr.write(`${line}\n`)),
    progress: (line) => {
      if (!showsProgress || line === progress) return;
      progress = line;
      process.stderr.write(`${CLEAR_LINE}${line}`);
    },
    isScreen: process.stdout.isTTY === true,
    isColoured: process.stdout.isTTY === true && !process.env.NO_COLOR,
  };
}
