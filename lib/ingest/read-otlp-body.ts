import { decodeProtobuf } from '@/lib/dialects/otlp/decode-protobuf';
import { OtlpFault } from '@/lib/dialects/otlp/otlp-fault';
import { OTLP_REQUESTS } from '@/lib/dialects/otlp/proto-schema';
import { type BodyHeaders, readBody } from './read-body';

/** Largest decompressed body of one OTLP request: what OpenTelemetry's own collector takes. */
const MAX_OTLP_BYTES = 20 * 1024 * 1024;

/** The request in OTLP's JSON form. Throws OtlpFault or BodyStop for a body that is none. */
export async function readOtlpBody(
  body: ReadableStream<Uint8Array> | null,
  headers: BodyHeaders,
  form: { signal: 'traces' | 'logs'; encoding: 'json' | 'protobuf' },
): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readBody(body, headers)) {
    bytes += chunk.length;
    // Read to the end all the same: whoever answers before breaks the connection.
    if (bytes <= MAX_OTLP_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > MAX_OTLP_BYTES) {
    const most = MAX_OTLP_BYTES / 1024 / 1024;
    throw new OtlpFault('too_large', `The body is larger than ${most} MB: send smaller batches`);
  }
  const whole = Buffer.concat(chunks);
  if (form.encoding === 'protobuf') return decodeProtobuf(whole, OTLP_REQUESTS[form.signal]);
  try {
    const document: unknown = JSON.parse(whole.toString('utf8'));
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) {
      return document;
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OtlpFault('malformed', `Not JSON: ${why}`);
  }
  throw new OtlpFault('malformed', 'An OTLP request is a JSON object');
}
