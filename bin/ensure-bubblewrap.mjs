import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** What the tests of the sandbox need; Python where the user nobody finds it, as whom root runs it. */
const NEEDED = [
  { name: 'bubblewrap', places: ['/usr/bin/bwrap', '/usr/local/bin/bwrap'] },
  { name: 'python3', places: ['/usr/bin/python3', '/usr/local/bin/python3'] },
];

const isThere = ({ places }) => places.some((path) => existsSync(path));

/**
 * Brings the sandbox for the tests: the system's packages, where this user may install them. Returns what
 * went wrong, or null.
 * @param {string} root
 * @param {import('./say.mjs').Say} say
 */
export async function ensureBubblewrap(root, say) {
  const missing = NEEDED.filter((one) => !isThere(one)).map(({ name }) => name);
  if (missing.length === 0) return null;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return `The tests of the sandbox need ${missing.join(' and ')}: apt install ${missing.join(' ')}`;
  }
  say.row('sandbox', `installing the system packages ${missing.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { cwd: root, env });
  const args = ['install', '-yq', '--no-install-recommends', ...missing];
  const { code, tail } = await run('apt-get', args, { cwd: root, env });
  return code === 0 ? null : tail;
}
