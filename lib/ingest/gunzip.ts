import { createGunzip } from 'node:zlib';
import { BodyStop } from './body-stop';

/** Compressed bytes per step: deflate grows a thousandfold at most, so a step holds 8 MB at most. */
const STEP_BYTES = 8 * 1024;

/** Decompresses gzip. What came out before a fault is given before the fault is thrown. */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const stream = createGunzip({ chunkSize: 64 * 1024 });
  let output: Buffer[] = [];
  let failure: Error | null = null;
  stream.on('data', (chunk: Buffer) => output.push(chunk));
  stream.on('error', (error: Error) => {
    failure = error;
  });
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  const ended = new Promise<void>((resolve) => stream.once('end', resolve));
  const drain = function* () {
    const ready = output;
    output = [];
    yield* ready;
    if (failure) throw broken(failure);
  };
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; at += STEP_BYTES) {
        const step = chunk.subarray(at, at + STEP_BYTES);
        const written = new Promise<void>((resolve) => stream.write(step, () => resolve()));
        // A fault closes the stream and leaves the write without its answer.
        await Promise.race([written, closed]);
        yield* drain();
      }
    }
    stream.end();
    await Promise.race([ended, closed]);
    yield* drain();
  } finally {
    stream.destroy();
  }
}

function broken(cause: Error): BodyStop {
  return new BodyStop('invalid_input', `The gzip data is broken or cut: ${cause.message}`, {
    cause,
  });
}
