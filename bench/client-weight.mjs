import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { against } from './measure.mjs';

const LIMIT_BYTES = 6_000;
const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(2)} KB`;

/** What the TypeScript client adds to a program, gzipped. */
export async function clientWeight() {
  const findings = [];
  for (const platform of ['node', 'browser']) {
    const { outputFiles } = await build({
      entryPoints: [
        fileURLToPath(new URL(`../clients/typescript/${platform}.ts`, import.meta.url)),
      ],
      ...{ platform, bundle: true, minify: true, format: 'esm', target: 'es2022', write: false },
    });
    const bytes = gzipSync(outputFiles[0].contents).length;
    findings.push(
      against(`TypeScript client for ${platform}, gzipped`, bytes, LIMIT_BYTES, kilobytes),
    );
  }
  return findings;
}
