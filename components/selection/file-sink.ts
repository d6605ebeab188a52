/** Takes the bytes of a download as they arrive. */
export interface FileSink {
  write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  finish: () => Promise<Blob>;
  discard: () => Promise<void>;
}

const FOLDER = 'exports';
/** Long enough for any browser to have copied a file that was handed to its downloads. */
const KEPT_MS = 10 * 60_000;
/** Left behind by a page that was closed. */
const STALE_MS = 60 * 60_000;
/** What is held before it is handed to the browser, which keeps it on disk when it is much. */
const CHUNK_BYTES = 8 * 1024 * 1024;

/**
 * A file in the browser's own storage, on disk, so that an export may be larger than the memory of the
 * page. Without that storage (plain http on another host) the browser's blobs have to do.
 */
export async function openFileSink(): Promise<FileSink> {
  const hasStorage =
    'storage' in navigator &&
    'getDirectory' in navigator.storage &&
    'createWritable' in FileSystemFileHandle.prototype;
  if (!hasStorage) return blobSink();
  try {
    return await storageSink();
  } catch {
    // A browser may refuse it in a private window.
    return blobSink();
  }
}

async function storageSink(): Promise<FileSink> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  await sweep(folder);
  const name = `${Date.now()}-${crypto.randomUUID()}`;
  const handle = await folder.getFileHandle(name, { create: true });
  const file = await handle.createWritable();
  const remove = () => folder.removeEntry(name).catch(() => {});
  return {
    write: (bytes) => file.write(bytes),
    finish: async () => {
      await file.close();
      setTimeout(remove, KEPT_MS);
      return handle.getFile();
    },
    discard: async () => {
      await file.abort().catch(() => {});
      await remove();
    },
  };
}

async function sweep(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const name of folder.keys()) {
    if (Date.now() - Number.parseInt(name, 10) > STALE_MS) {
      await folder.removeEntry(name).catch(() => {});
    }
  }
}

function blobSink(): FileSink {
  const parts: Blob[] = [];
  let chunk: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const fold = () => {
    parts.push(new Blob(chunk));
    chunk = [];
    size = 0;
  };
  return {
    write: async (bytes) => {
      chunk.push(bytes);
      size += bytes.length;
      if (size > CHUNK_BYTES) fold();
    },
    finish: async () => {
      fold();
      return new Blob(parts);
    },
    discard: async () => {
      parts.length = 0;
      chunk = [];
    },
  };
}
