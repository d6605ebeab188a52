// Writes dist/: the client for Node and for browsers, one file each, and their types.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const common = {
  outdir: here('dist'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
};

await build({ ...common, entryPoints: [here('node.ts')], platform: 'node' });
await build({ ...common, entryPoints: [here('browser.ts')], platform: 'browser' });
execFileSync(process.execPath, [here('../../node_modules/typescript/bin/tsc'), '-p', here('.')], {
  stdio: 'inherit',
});
