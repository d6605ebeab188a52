import { createReadStream } from 'node:fs';
import { BodyStop } from '@/lib/ingest/body-stop';
import { gunzip } from '@/lib/ingest/gunzip';
import { CliProblem, EXIT } from './cli-problem';

/**
 * The bytes of a file, or of stdin where it is `-`, decompressed where they are gzip. Throws CliProblem where
 * they cannot be read, or not to their end.
 */
export async function* readInput(file: string): AsyncGenerator<Uint8Array> {
  const source: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file);
  try {
    const { isGzip, bytes } = await looked(source);
    yield* isGzip ? gunzip(bytes) : bytes;
  } catch (error) {
    const isOfFile = error instanceof BodyStop || (error as NodeJS.ErrnoException).syscall;
    if (!isOfFile) throw error;
    throw new CliProblem(`${file} cannot be read: ${(error as Error).message}`, EXIT.usage);
  }
}

/** Whether it begins as gzip does; `bytes` are all of it. */
async function looked(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let length = 0; length < 2; ) {
    const { done, value } = await iterator.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const [a, b] = Buffer.concat(first);
  const bytes = async function* () {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { isGzip: a === 0x1f && b === 0x8b, bytes: bytes() };
}
