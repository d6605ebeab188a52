import { uniqueFileName } from './bundle-file-name';

/** The names of logs end in .py. */
const MANIFEST = 'manifest.json';

/** Twice as fast as the usual 6, for a tenth more bytes: files are packed on the page's own thread. */
const COMPRESSION_LEVEL = 1;

/**
 * The first megabytes of small files are compressed, the rest is stored: to compress a thousand takes
 * several times as long as to fetch them. A large file, such as one with a large context, always is.
 */
const SMALL_BYTES = 65_536;
const COMPRESSED_SMALL_BYTES = 3_000_000;

interface ZipFile {
  name: string;
  bytes: Uint8Array;
  /** What manifest.json says of a log beside its name. Other files are not in it. */
  about?: object | undefined;
}

interface ZipOptions {
  /** Called with the number of logs taken so far. */
  onProgress?: (files: number) => void;
  signal?: AbortSignal;
}

/**
 * Packs files into a zip, in the browser as on the server, with a manifest.json of the logs among them.
 * Names are made unique within it. Rejects with the signal's reason when it is aborted.
 */
export async function buildZip(
  files: AsyncIterable<ZipFile>,
  { onProgress, signal }: ZipOptions = {},
): Promise<Blob> {
  const { default: JSZip } = await import('jszip');
  const zip = new JSZip();
  const taken = new Set<string>();
  const logs: object[] = [];
  let smallBytes = 0;
  for await (const { name, bytes, about } of files) {
    signal?.throwIfAborted();
    if (bytes.length < SMALL_BYTES) smallBytes += bytes.length;
    const isStored = bytes.length < SMALL_BYTES && smallBytes > COMPRESSED_SMALL_BYTES;
    const unique = uniqueFileName(name, taken);
    zip.file(unique, bytes, {
      compression: isStored ? 'STORE' : 'DEFLATE',
      compressionOptions: { level: COMPRESSION_LEVEL },
    });
    if (!about) continue;
    logs.push({ name: unique, ...about });
    onProgress?.(logs.length);
  }
  if (logs.length > 0) zip.file(MANIFEST, `${JSON.stringify({ files: logs }, null, 1)}\n`);
  signal?.throwIfAborted();
  const parts = await readStream(
    zip.generateInternalStream({ type: 'uint8array', streamFiles: true }),
    signal,
  );
  return new Blob(parts, { type: 'application/zip' });
}

type ZipStream = import('jszip').JSZipStreamHelper<Uint8Array>;

/** In parts, so that a large zip is never one array in memory. */
function readStream(stream: ZipStream, signal: AbortSignal | undefined): Promise<BlobPart[]> {
  return new Promise((resolve, reject) => {
    const parts: BlobPart[] = [];
    const stop = () => {
      stream.pause();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
    const settle = (finish: () => void) => {
      signal?.removeEventListener('abort', stop);
      finish();
    };
    stream
      .on('data', (part) => parts.push(new Uint8Array(part)))
      .on('error', (error) => settle(() => reject(error)))
      .on('end', () => settle(() => resolve(parts)))
      .resume();
  });
}
