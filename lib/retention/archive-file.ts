import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/**
 * Writes a gzip file that is whole or not there: under another name first, to the disk, then renamed. A file of
 * the same name that holds something else is kept, and this one gets a number. Throws what the disk says.
 */
export async function archiveFile(path: string, texts: AsyncIterable<string>): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await removeLeftOver(path);
  const part = `${path}.part-${process.pid}`;
  try {
    await pipeline(Readable.from(texts), createGzip(), createWriteStream(part));
    await sync(part);
    const place = await freePlace(path, part);
    if (place !== null) await rename(part, place);
    await sync(folder);
  } finally {
    await rm(part, { force: true });
  }
}

/** What a process left that was killed. Only one at a time writes these files. */
async function removeLeftOver(path: string): Promise<void> {
  const start = `${basename(path)}.part-`;
  const names = (await readdir(dirname(path))).filter((name) => name.startsWith(start));
  for (const name of names) await rm(join(dirname(path), name), { force: true });
}

/** null where the same is there already. */
async function freePlace(path: string, part: string): Promise<string | null> {
  const made = await hashOf(part);
  for (let number = 1; ; number += 1) {
    const place = number === 1 ? path : path.replace('.ndjson.gz', `.${number}.ndjson.gz`);
    const there = await hashOf(place).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (there === null) return place;
    if (there === made) return null;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
