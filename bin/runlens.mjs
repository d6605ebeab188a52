#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Nothing but Node's own modules may be imported above this check or before the packages are
// installed; newer syntax would hide the message on an old Node.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `\nRunlens did not start: it needs Node 20.19 or newer, this is ${process.version}. Install a newer one from https://nodejs.org or with your version manager.\n`,
  );
  process.exit(1);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const argv = process.argv.slice(2);
/** What runs here until it is stopped; every other command is one of bin/cli. */
const stays = ['start', 'web', 'worker'].includes(argv[0] ?? 'start');
/** Somebody waits for it at every press of a key: what was built is good enough. */
const isCompletion = argv[0] === 'completion' && existsSync(join(root, 'dist/cli.mjs'));
const dev = argv.includes('--dev');
process.env.NODE_ENV = dev ? 'development' : 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';

const { fail } = await import('./fail.mjs');
const { createSay } = await import('./say.mjs');
const { ensureInstalled } = await import('./install.mjs');
const { ensureBuilt } = await import('./build.mjs');
try {
  const say = createSay(process.stdout);
  // Only what stays talks while it prepares: the output of the other commands is for pipes.
  const prepare = stays ? say : createSay(process.stderr);
  const parts = dev ? ['client', 'server', 'python'] : undefined;
  const hasNoPages = argv[0] === 'worker' || !stays;
  if (!isCompletion) {
    await ensureInstalled({ root, say: prepare, dev: false });
    await ensureBuilt({ root, say: prepare, parts: hasNoPages ? ['client', 'server'] : parts });
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
if (stays) {
  await runHere();
} else {
  const { cli } = await import('../dist/cli.mjs');
  await cli(argv);
}

async function runHere() {
  // Next and the demo look for their files in the working directory.
  const folder = process.cwd();
  process.chdir(root);
  const { main } = await import('../dist/main.mjs');
  await main({ root, folder, argv });
}
