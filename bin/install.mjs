import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** npm writes its own record last, after every package is in place: an interrupted install has none. */
const RECORD = 'node_modules/.package-lock.json';
const STAMP = 'node_modules/.runlens-stamp';

/**
 * Runs `npm ci` when node_modules is not what package-lock.json says.
 * @param {{ root: string, say: import('./say.mjs').Say, dev: boolean }} options dev: with the tools of the tests
 */
export async function ensureInstalled({ root, say, dev: asked }) {
  // A start must not take the tools away from who has them.
  const dev = asked || existsSync(join(root, 'node_modules/vitest'));
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = join(root, STAMP);
  const wanted = `${process.platform} ${process.arch} ${dev} ${createHash('sha256').update(lock).digest('hex')}`;
  // Spares every start the comparison of two long lists.
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled(root, lock, dev)) await install(root, say, dev);
  writeFileSync(stamp, wanted);
}

async function install(root, say, dev) {
  const step = say.step('packages', 'npm ci, one to three minutes');
  const args = ['ci', '--no-fund', '--no-audit', dev ? '--include=dev' : '--omit=dev'];
  const { code, tail } = await run('npm', args, { cwd: root });
  if (code !== 0) {
    step.failed('npm ci failed');
    throw new Error(`npm ci failed:\n${tail}`);
  }
  step.done('installed from package-lock.json');
}

function isInstalled(root, lock, dev) {
  if (!existsSync(join(root, RECORD))) return false;
  const there = JSON.parse(readFileSync(join(root, RECORD), 'utf8')).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, optional, devOptional, dev: forTests }]) =>
      path === '' ||
      optional ||
      devOptional ||
      (forTests && !dev) ||
      there[path]?.version === version,
  );
}
