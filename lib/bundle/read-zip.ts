import type { JSZipObject, JSZipStreamHelper } from 'jszip';
import { AppError } from '@/lib/domain/app-error';
import { joinBytes } from '@/lib/domain/join-bytes';
import { MAX_ZIP_LOGS } from '@/lib/domain/limits';
import { formatBytes } from '@/lib/format/format-bytes';
import { visibleLine } from '@/lib/format/visible-line';

/** Every log of the largest download, and what stands beside them. */
const MAX_ENTRIES = MAX_ZIP_LOGS + 20;

/** `PK\1\2`: each entry of a zip has one in its directory. */
const ENTRY = [0x50, 0x4b, 1, 2] as const;

/** What a zip says of itself is not believed: sizes are counted as bytes come out. */
interface OpenedZip {
  /** In the order of the directory of the zip; no folders. */
  names: readonly string[];
  /** Rejects with `too_large` as soon as more than `maxBytes` come out, and `invalid_input` when damaged. */
  read: (name: string, maxBytes: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Whether the bytes begin as a zip does, an empty one too. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/**
 * Opens a zip without unpacking anything. Rejects with `too_large` and `invalid_input`.
 * @param maxEntries files and folders
 */
export async function readZip(bytes: Uint8Array, maxEntries = MAX_ENTRIES): Promise<OpenedZip> {
  // Counted before the directory is read: that would make an object of each.
  if (countEntries(bytes) > maxEntries) {
    throw new AppError('too_large', `The zip has more than ${maxEntries} files.`);
  }
  const { default: JSZip } = await import('jszip');
  const zip = await JSZip.loadAsync(bytes).catch((cause) => {
    throw new AppError('invalid_input', 'The zip is damaged: its directory cannot be read.', {
      cause,
    });
  });
  const files = new Map(
    Object.values(zip.files).flatMap((file) => (file.dir ? [] : [[file.name, file]])),
  );
  return {
    names: [...files.keys()],
    read: async (name, maxBytes) => {
      const file = files.get(name);
      if (!file) throw new AppError('invalid_input', 'The zip has no such file.');
      return unpack(file as StreamedFile, maxBytes);
    },
  };
}

/** JSZip documents it; its types leave it out. */
type StreamedFile = JSZipObject & {
  internalStream(type: 'uint8array'): JSZipStreamHelper<Uint8Array>;
};

function unpack(file: StreamedFile, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const name = visibleLine(file.name);
    const damaged = (cause: unknown) =>
      reject(new AppError('invalid_input', `${name} is damaged in the zip.`, { cause }));
    const parts: Uint8Array[] = [];
    let length = 0;
    try {
      const stream = file.internalStream('uint8array');
      stream
        .on('data', (part) => {
          length += part.length;
          if (length <= maxBytes) {
            parts.push(part);
            return;
          }
          stream.pause();
          parts.length = 0;
          const most = formatBytes(maxBytes);
          reject(new AppError('too_large', `${name} unpacks to more than ${most}, the limit.`));
        })
        .on('error', damaged)
        .on('end', () => resolve(joinBytes(parts, length)))
        .resume();
    } catch (error) {
      damaged(error);
    }
  });
}

/** At least as many as there are: the same four bytes in a file count too. */
function countEntries(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(ENTRY[0]); at >= 0; at = bytes.indexOf(ENTRY[0], at + 1)) {
    if (ENTRY.every((byte, index) => bytes[at + index] === byte)) count += 1;
  }
  return count;
}
