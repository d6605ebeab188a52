import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from './take-lock.mjs';

/**
 * One build of a checkout at a time: two would write into the same .next.
 * @param {{ root: string, say: import('./say.mjs').Say }} options
 * @param {() => Promise<void>} work
 */
export async function withBuildLock({ root, say }, work) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const file = join(root, 'dist/build.pid');
  for (let other = takeLock(file), told = 0; other > 0; other = takeLock(file)) {
    if (told !== other)
      say.row('build', `waiting for the build of process ${other} in this folder`);
    told = other;
    await sleep(500);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}
