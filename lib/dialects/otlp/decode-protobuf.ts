import { OtlpFault } from './otlp-fault';
import type { ProtoField, ProtoSchema } from './proto-schema';
import { WireReader } from './wire-reader';

/** Deeper nesting of messages is refused: protobuf's own libraries stop at the same depth. */
const MAX_DEPTH = 100;
/** Most messages in one request. Each costs memory, and an empty one only two bytes of the body. */
const MAX_MESSAGES = 2_000_000;

const WIRE_TYPE: Record<ProtoField['kind'], number> = {
  text: 2,
  hex: 2,
  base64: 2,
  int64: 0,
  number: 0,
  boolean: 0,
  fixed64: 1,
  double: 1,
  fixed32: 5,
};

/**
 * Protobuf as the object that OTLP's JSON form would have given: ids in hex, 64-bit integers as text.
 * Throws OtlpFault for bytes that are none, and for more or deeper messages than the limits.
 */
export function decodeProtobuf(bytes: Uint8Array, schema: ProtoSchema): object {
  return decode(new WireReader(bytes), schema, 0, { messages: 0 });
}

function decode(
  reader: WireReader,
  schema: ProtoSchema,
  depth: number,
  spent: { messages: number },
): object {
  spent.messages += 1;
  if (depth > MAX_DEPTH) {
    throw new OtlpFault('malformed', `Messages are nested deeper than ${MAX_DEPTH}`);
  }
  if (spent.messages > MAX_MESSAGES) {
    throw new OtlpFault('too_large', `More than ${MAX_MESSAGES} messages in one request`);
  }
  const found: Record<string, unknown> = {};
  const lists: Record<string, object[]> = {};
  while (!reader.isDone) {
    const { field, type } = reader.tag();
    const known = Object.hasOwn(schema, field) ? schema[field] : undefined;
    if (!known || type !== (known.kind === 'message' ? 2 : WIRE_TYPE[known.kind])) {
      reader.pass(type);
      continue;
    }
    if (known.kind !== 'message') {
      found[known.name] = scalar(reader, known.kind);
      continue;
    }
    const inner = decode(reader.message(), known.schema(), depth + 1, spent);
    if (!known.isList) {
      found[known.name] = inner;
      continue;
    }
    const list = lists[known.name] ?? [];
    list.push(inner);
    lists[known.name] = list;
  }
  return Object.assign(found, lists);
}

function scalar(reader: WireReader, kind: ProtoField['kind']): unknown {
  switch (kind) {
    case 'text':
      return reader.text();
    case 'hex':
      return Array.from(reader.chunk(), (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64':
      return base64(reader.chunk());
    case 'int64':
      return BigInt.asIntN(64, reader.varint()).toString();
    case 'number':
      return Number(BigInt.asIntN(32, reader.varint()));
    case 'boolean':
      return reader.varint() !== 0n;
    case 'fixed64':
      return reader.fixed64().toString();
    case 'double':
      return reader.double();
    case 'fixed32':
      return reader.fixed32();
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
