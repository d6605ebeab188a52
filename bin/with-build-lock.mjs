import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * One build of a checkout at a time: two would write into the same .next.
 * @param {{ root: string, say: import('./say.mjs').Say }} options
 * @param {() => Promise<void>} work
 */
export async function withBuildLock({ root, say }, work) {
  const file = join(root, 'dist/build.pid');
  mkdirSync(join(root, 'dist'), { recursive: true });
  let told = false;
  while (!take(file)) {
    if (!told) say.row('build', 'waiting for another build of this folder to end');
    told = true;
    await sleep(500);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw new Error(`cannot write to ${file}: ${error.code}`);
    if (!isAlive(file)) rmSync(file, { force: true });
    return false;
  }
}

function isAlive(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
