import { AppError } from '@/lib/domain/app-error';
import { MAX_INGEST_BYTES } from '@/lib/domain/limits';
import { BodyStop } from './body-stop';
import { gunzip } from './gunzip';

export interface BodyHeaders {
  contentEncoding: string | null;
  contentLength: number | null;
}

const TOO_LARGE = `The body is larger than ${MAX_INGEST_BYTES / 1024 / 1024} MB: send it in several requests`;

/**
 * The bytes of a request's body, decompressed. Throws BodyStop where it is too large, broken or cut;
 * the bytes before that place have been given by then.
 */
export async function* readBody(
  body: ReadableStream<Uint8Array> | null,
  headers: BodyHeaders,
): AsyncGenerator<Uint8Array> {
  const encoding = headers.contentEncoding?.trim().toLowerCase() || 'identity';
  const isDeclaredGzip = encoding === 'gzip' || encoding === 'x-gzip';
  if (!isDeclaredGzip && encoding !== 'identity') {
    throw new AppError(
      'invalid_input',
      `Content-Encoding ${encoding} is not known here: send gzip`,
    );
  }
  if (!isDeclaredGzip && (headers.contentLength ?? 0) > MAX_INGEST_BYTES) {
    await body?.cancel();
    throw new BodyStop('too_large', TOO_LARGE);
  }
  if (!body) return;
  const { first, rest } = await firstBytes(received(body, headers.contentLength));
  // No JSON begins with these bytes: a forgotten Content-Encoding is no reason to refuse.
  const isGzip = isDeclaredGzip || (first[0] === 0x1f && first[1] === 0x8b);
  let room = MAX_INGEST_BYTES;
  for await (const chunk of isGzip ? gunzip(rest) : rest) {
    if (chunk.length > room) {
      yield chunk.subarray(0, room);
      throw new BodyStop('too_large', TOO_LARGE);
    }
    room -= chunk.length;
    yield chunk;
  }
}

/** As it came over the wire, with an early end told from a complete body. */
async function* received(
  body: ReadableStream<Uint8Array>,
  contentLength: number | null,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new BodyStop('invalid_input', 'The connection ended before the body did', { cause });
      });
      if (done) break;
      bytes += value.length;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (contentLength !== null && bytes < contentLength) {
    const message = `The body ended after ${bytes} of ${contentLength} bytes`;
    throw new BodyStop('invalid_input', message);
  }
}

async function firstBytes(source: AsyncGenerator<Uint8Array>) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const { done, value } = await source.next();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  const rest = async function* () {
    try {
      yield* chunks;
      yield* source;
    } finally {
      await source.return(undefined);
    }
  };
  return { first: Buffer.concat(chunks.map((chunk) => chunk.subarray(0, 2))), rest: rest() };
}
