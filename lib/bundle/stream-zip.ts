import { promisify } from 'node:util';
import { crc32, deflateRaw, deflateRawSync } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import { assertFitsZip } from './assert-fits-zip';
import { uniqueFileName } from './bundle-file-name';

const deflate = promisify(deflateRaw);

/** Twice as fast as the usual 6, for a tenth more bytes. */
const COMPRESSION_LEVEL = 1;
const DEFLATED = 8;
/** Compressed at once: to hand so little to another thread costs more than to do it. */
const SMALL_BYTES = 65_536;
/** The first that a zip can name: equal files make equal zips. */
const NO_DATE = new Date(1980, 0, 1);

/** The names of logs end in .py. */
const MANIFEST = 'manifest.json';

interface ZipFile {
  name: string;
  text: string;
  /** What manifest.json says of a log beside its name. Other files are not in it. */
  about?: object | undefined;
}

/**
 * A zip that is made while it is sent: of what was sent only the names are kept. Names are made unique
 * within it, and a manifest.json of the logs comes last. Throws when it would be larger than 4 GB or
 * have more than 65,534 files.
 */
export async function* streamZip(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const taken = new Set<string>();
  const logs: object[] = [];
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    ready.push(part);
  });
  let count = 0;
  let bytes = 0;
  /** What has become of it since the last time. */
  function written(): Uint8Array {
    const parts = Buffer.concat(ready.splice(0));
    bytes += parts.length;
    // The library does not look.
    assertFitsZip(count, bytes);
    return parts;
  }
  async function packed(name: string, text: string): Promise<Uint8Array> {
    const { file, data } = await pack(name, text);
    count += 1;
    zip.add(file);
    file.ondata?.(null, data, true);
    return written();
  }
  for await (const { name, text, about } of files) {
    const unique = uniqueFileName(name, taken);
    if (about) logs.push({ name: unique, ...about });
    yield await packed(unique, text);
  }
  if (logs.length > 0)
    yield await packed(MANIFEST, `${JSON.stringify({ files: logs }, null, 1)}\n`);
  zip.end();
  yield written();
}

/** Compressed here rather than by the library: in C, and a large one on another thread. */
async function pack(name: string, text: string) {
  const bytes = Buffer.from(text);
  const options = { level: COMPRESSION_LEVEL };
  const data =
    bytes.length < SMALL_BYTES ? deflateRawSync(bytes, options) : await deflate(bytes, options);
  const about = { crc: crc32(bytes), size: bytes.length, compression: DEFLATED, mtime: NO_DATE };
  const file: ZipInputFile = { filename: name, ...about };
  return { file, data };
}
