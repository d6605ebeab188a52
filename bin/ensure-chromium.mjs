import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.mjs';
import { run } from './run.mjs';

/** The one without a screen first: the tests take half the time in it. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];

/**
 * Brings a browser for the tests: the system's package where this user may install one, else
 * Playwright's own download. Returns what went wrong, or null.
 * @param {string} root
 * @param {import('./say.mjs').Say} say
 */
export async function ensureChromium(root, say) {
  if (findChromium()) return null;
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) return null;
  const outputs = [];
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { cwd: root, env });
    for (const name of PACKAGES) {
      say.row('browser', `installing the system package ${name}`);
      const args = ['install', '-yq', '--no-install-recommends', name];
      const { code, tail } = await run('apt-get', args, { cwd: root, env });
      if (code === 0) return null;
      outputs.push(tail);
    }
  }
  say.row('browser', "installing Playwright's chromium");
  const cli = ['node_modules/@playwright/test/cli.js', 'install', 'chromium'];
  const { code, tail } = await run(process.execPath, cli, { cwd: root });
  return code === 0
    ? null
    : [...outputs, tail, 'No browser for the tests. Set CHROMIUM_PATH to one.'].join('\n');
}
