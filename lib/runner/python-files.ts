import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BODY_ENCODING } from '@/lib/contract/body-encoding';
import { packedEncoding } from '@/lib/contract/packed-encoding';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import { AppError } from '@/lib/domain/app-error';

interface Manifest {
  version: string;
  files: { name: string; type: string; bytes: number; isPacked: boolean }[];
}

/** Written by bin/pack-python.mjs; the server works in the folder of the checkout. */
const folder = () => join(/* turbopackIgnore: true */ process.cwd(), 'dist', 'pyodide');

let manifest: Promise<Manifest> | null = null;

function readManifest(): Promise<Manifest> {
  manifest ??= readFile(join(folder(), 'manifest.json'), 'utf8').then(
    (text) => JSON.parse(text) as Manifest,
  );
  return manifest;
}

/** What a browser fetches before Python runs in it. */
export async function describePython(): Promise<PythonRuntime> {
  const { version, files } = await readManifest();
  return { version, files: files.map(({ name, bytes }) => ({ name, bytes })) };
}

/**
 * One file of the browser's Python, compressed as the browser takes it. Its address holds the version,
 * so it never changes; only whoever is signed in gets it, so no shared cache keeps it. Names are looked
 * up in the list of what was packed. Throws `not_found`.
 */
export async function pythonFile(
  version: string,
  name: string,
  acceptEncoding: string | null,
): Promise<Response> {
  const known = await readManifest();
  const file = known.files.find((one) => one.name === name);
  if (version !== known.version || !file) throw new AppError('not_found');
  const packed = file.isPacked ? packedEncoding(acceptEncoding) : null;
  const bytes = await readFile(join(folder(), file.name + (packed?.ending ?? '')));
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': 'private, max-age=31536000, immutable, no-transform',
    vary: 'accept-encoding',
  });
  if (packed) headers.set(BODY_ENCODING, packed.name);
  return new Response(bytes, { headers });
}
