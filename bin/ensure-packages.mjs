import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** What the tests of the sandbox need; Python where the user nobody finds it, as whom root runs it. */
const NEEDED = [
  { name: 'bubblewrap', places: ['/usr/bin/bwrap', '/usr/local/bin/bwrap'] },
  { name: 'python3', places: ['/usr/bin/python3', '/usr/local/bin/python3'] },
];

/** Completion is tried in each shell that is there. */
const WISHED = [
  { name: 'zsh', places: ['/usr/bin/zsh', '/bin/zsh'] },
  { name: 'fish', places: ['/usr/bin/fish', '/usr/local/bin/fish'] },
];

const isThere = ({ places }) => places.some((path) => existsSync(path));

/**
 * Brings the system's packages that the tests use, where this user may install them. Returns what went wrong, or
 * null.
 * @param {string} root
 * @param {import('./say.mjs').Say} say
 */
export async function ensurePackages(root, say) {
  const needed = NEEDED.filter((one) => !isThere(one)).map(({ name }) => name);
  const wished = WISHED.filter((one) => !isThere(one)).map(({ name }) => name);
  const missing = [...needed, ...wished];
  if (missing.length === 0) return null;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    if (needed.length === 0) return null;
    return `The tests of the sandbox need ${needed.join(' and ')}: apt install ${needed.join(' ')}`;
  }
  say.row('packages', `installing the system packages ${missing.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { cwd: root, env });
  const args = ['install', '-yq', '--no-install-recommends', ...missing];
  const { code, tail } = await run('apt-get', args, { cwd: root, env });
  return code === 0 || NEEDED.every(isThere) ? null : tail;
}
