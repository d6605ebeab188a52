import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packFile } from './pack-file.mjs';
import { run } from './run.mjs';

/** What Python in the browser is made of; nothing else of the package is ever served. */
const FILES = [
  { name: 'pyodide.mjs', type: 'text/javascript' },
  { name: 'pyodide.asm.mjs', type: 'text/javascript' },
  { name: 'pyodide.asm.wasm', type: 'application/wasm' },
  { name: 'pyodide-lock.json', type: 'application/json' },
];

/** Made from the package by prepare-python.mjs. */
const PREPARED = [
  // Compressed in itself.
  { name: 'python_stdlib.zip', type: 'application/zip' },
  { name: 'python_memory.bin', type: 'application/octet-stream' },
];

/**
 * Lays out what the browser's Python is made of in dist/pyodide, as it is and compressed, with a list
 * of it: a browser that waits for it should not also wait for a compression.
 * @param {string} root of the checkout
 * @returns {Promise<{ code: number, tail: string }>}
 */
export async function packPython(root) {
  const from = join(root, 'node_modules/pyodide');
  const to = join(root, 'dist/pyodide');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  try {
    const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    for (const { name } of FILES) copyFileSync(join(from, name), join(to, name));
    const prepared = await run(process.execPath, ['bin/prepare-python.mjs', from, to], {
      cwd: root,
    });
    if (prepared.code !== 0) return prepared;
    const all = [...FILES, ...PREPARED];
    await Promise.all(
      all.filter(({ name }) => !name.endsWith('.zip')).map(({ name }) => packFile(join(to, name))),
    );
    const files = all.map(({ name, type }) => ({
      ...{ name, type, bytes: statSync(join(to, name)).size },
      isPacked: !name.endsWith('.zip'),
    }));
    // Last: the file that proves that the others are there.
    const hash = createHash('sha256');
    for (const { name } of all) hash.update(readFileSync(join(to, name)));
    const made = `${version}-${hash.digest('hex').slice(0, 8)}`;
    writeFileSync(join(to, 'manifest.json'), JSON.stringify({ version: made, files }));
    return { code: 0, tail: '' };
  } catch (error) {
    return { code: 1, tail: error.message };
  }
}
