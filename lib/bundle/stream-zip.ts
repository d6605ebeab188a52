import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { uniqueFileName } from './bundle-file-name';

const deflate = promisify(deflateRaw);

/** What a zip without the extension for large ones can hold. */
const MAX_BYTES = 0xffff_ffff;
const MAX_FILES = 0xffff;
/** Twice as fast as the usual 6, for a tenth more bytes. */
const COMPRESSION_LEVEL = 1;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
const VERSION = 20;
/** 1980-01-01: equal files make equal zips. */
const DOS_DATE = 0x21;

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
 * within it, and a manifest.json of the logs comes last. Throws when it would be larger than 4 GB.
 */
export async function* streamZip(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const taken = new Set<string>();
  const logs: object[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  async function packed(name: string, text: string): Promise<Buffer> {
    const { local, central } = await pack(name, text, offset);
    offset += local.length;
    directory.push(central);
    if (offset > MAX_BYTES || directory.length > MAX_FILES) {
      throw new Error('The zip would be larger than a zip can be');
    }
    return local;
  }
  for await (const { name, text, about } of files) {
    const unique = uniqueFileName(name, taken);
    if (about) logs.push({ name: unique, ...about });
    yield await packed(unique, text);
  }
  if (logs.length > 0)
    yield await packed(MANIFEST, `${JSON.stringify({ files: logs }, null, 1)}\n`);
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([central, end]);
}

/** One file as it stands in the zip, and its line of the directory at the end. */
async function pack(name: string, text: string, offset: number) {
  const bytes = Buffer.from(text);
  const data = await deflate(bytes, { level: COMPRESSION_LEVEL });
  const nameBytes = Buffer.from(name);
  const about = Buffer.alloc(26);
  about.writeUInt16LE(VERSION, 0);
  about.writeUInt16LE(FLAGS, 2);
  about.writeUInt16LE(DEFLATED, 4);
  about.writeUInt16LE(DOS_DATE, 8);
  about.writeUInt32LE(crc32(bytes), 10);
  about.writeUInt32LE(data.length, 14);
  about.writeUInt32LE(bytes.length, 18);
  about.writeUInt16LE(nameBytes.length, 22);
  const localSign = Buffer.from('504b0304', 'hex');
  const centralSign = Buffer.from('504b01021400', 'hex');
  // No comment, first disk, no attributes.
  const place = Buffer.alloc(14);
  place.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([localSign, about, nameBytes, data]),
    central: Buffer.concat([centralSign, about, place, nameBytes]),
  };
}
