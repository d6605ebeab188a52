import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

it.each(['node', 'browser'] as const)(
  'the client for %s needs no other package and is smaller than 6 KB',
  async (platform) => {
    const { metafile, outputFiles } = await build({
      ...{ entryPoints: [here(`${platform}.ts`)], platform, bundle: true, minify: true },
      ...{ format: 'esm', target: 'es2022', write: false, metafile: true },
    });
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    const names = imports.map(({ path }) => path);
    expect(names.filter((name) => platform === 'browser' || !name.startsWith('node:'))).toEqual([]);
    expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(6_000);
  },
);

it('its types are those of the API', () => {
  execFileSync(process.execPath, [here('write-api-types.mjs'), '--check'], { stdio: 'pipe' });
}, 60_000);

it('what is built from it can be used with types by a strict program', () => {
  execFileSync(process.execPath, [here('build.mjs')], { stdio: 'pipe' });
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      ...[here('../../node_modules/typescript/bin/tsc'), '--ignoreConfig', '--noEmit', '--strict'],
      ...['--module', 'nodenext', '--target', 'es2022', '--types', 'node', here('typed-use.mts')],
    ],
    { encoding: 'utf8', cwd: here('.') },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
}, 60_000);
