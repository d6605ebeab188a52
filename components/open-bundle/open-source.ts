import { type Manifest, readManifest } from '@/lib/bundle/read-manifest';
import { isZip, readZip } from '@/lib/bundle/read-zip';
import { AppError } from '@/lib/domain/app-error';
import { formatBytes } from '@/lib/format/format-bytes';
import { MAX_OPENED_BYTES, MAX_OPENED_ZIP_BYTES } from './opened-limits';

const MANIFEST = 'manifest.json';
/** They stand beside the logs of a zip. */
const OTHERS = [MANIFEST, 'run_all.py'];

/** One file, or those of a zip, or several: each is read when somebody looks at it. */
export interface OpenedSource {
  kind: 'file' | 'zip' | 'files';
  /** Of the file or zip, as somebody's disk has it. */
  name: string;
  /** What may be logs, in their order. */
  names: readonly string[];
  /** What the zip says of them; null when it says nothing. */
  manifest: Manifest | null;
  /** In the manifest, but not there. */
  missing: readonly string[];
  /** Rejects with a refusal in words. */
  read: (name: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Nothing is sent anywhere. Rejects with `too_large` or `invalid_input`. */
export async function openSource(files: readonly File[]): Promise<OpenedSource> {
  const [file] = files;
  if (!file) throw new AppError('invalid_input', 'There is no file.');
  if (files.length > 1) {
    const byName = new Map(files.map((one) => [one.name, one]));
    const name = `${files.length} files`;
    return withManifest('files', name, [...byName.keys()], (one) => readFile(byName.get(one)));
  }
  if (!isZip(await readBytes(file.slice(0, 4)))) {
    const read = () => readFile(file);
    return { kind: 'file', name: file.name, names: [file.name], manifest: null, missing: [], read };
  }
  if (file.size > MAX_OPENED_ZIP_BYTES) {
    throw new AppError('too_large', tooLarge('zip', file.size, MAX_OPENED_ZIP_BYTES));
  }
  const zip = await readZip(await readBytes(file));
  return withManifest('zip', file.name, zip.names, (one) => zip.read(one, MAX_OPENED_BYTES));
}

async function withManifest(
  kind: 'zip' | 'files',
  name: string,
  all: readonly string[],
  read: OpenedSource['read'],
): Promise<OpenedSource> {
  const text = all.includes(MANIFEST) ? new TextDecoder().decode(await read(MANIFEST)) : null;
  const manifest = text === null ? null : readManifest(text);
  const missing = [...(manifest?.keys() ?? [])].filter((one) => !all.includes(one));
  const names = all.filter((one) => !OTHERS.includes(one));
  return { kind, name, names, manifest, missing, read };
}

async function readFile(file: File | undefined): Promise<Uint8Array<ArrayBuffer>> {
  if (!file) throw new AppError('invalid_input', 'There is no such file.');
  if (file.size > MAX_OPENED_BYTES) {
    throw new AppError('too_large', tooLarge('file', file.size, MAX_OPENED_BYTES));
  }
  return readBytes(file);
}

const tooLarge = (what: string, bytes: number, most: number) =>
  `The ${what} has ${formatBytes(bytes)}; at most ${formatBytes(most)} can be opened here.`;

/** A folder is dropped as a file that cannot be read. */
async function readBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new AppError('invalid_input', 'It cannot be read: it is a folder, or has gone.', {
      cause,
    });
  }
}
