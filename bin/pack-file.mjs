import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;

/** The best one takes ten times as long for a twentieth less. */
const BROTLI_QUALITY = 9;

/**
 * Lays FILE.br and FILE.gz beside a file that browsers fetch. Brotli for those who take it; without TLS
 * and off the own machine they only take gzip.
 * @param {string} path
 */
export async function packFile(path) {
  const bytes = await readFile(path);
  const params = { [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)]);
}
