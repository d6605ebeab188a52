import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packFile } from './pack-file.mjs';

/** Below that, the headers are the larger part. */
const LEAST_BYTES = 512;

/**
 * Compresses the scripts and styles of the built pages: otherwise the server would do it anew for
 * everybody who has not been here before.
 * @param {string} root of the checkout
 */
export async function packStatic(root) {
  const folder = join(root, '.next/static');
  const paths = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => /\.(js|css)$/.test(path) && statSync(path).size >= LEAST_BYTES);
  for (const path of paths) await packFile(path);
}
