import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeProtobuf } from './decode-protobuf';
import { OtlpFault } from './otlp-fault';
import { OTLP_REQUESTS } from './proto-schema';

const decode = (...bytes: number[]) => decodeProtobuf(Uint8Array.from(bytes), OTLP_REQUESTS.traces);
const inside = (field: number, inner: number[]): number[] => {
  const length = [(inner.length % 128) | 128, (Math.floor(inner.length / 128) % 128) | 128];
  return [(field << 3) | 2, ...length, Math.floor(inner.length / 16_384), ...inner];
};
const spanOf = (...span: number[]) => decode(...inside(1, inside(2, inside(2, span))));

test('a span becomes what the JSON form would have said', () => {
  const value = inside(2, [0x18, ...Array(9).fill(0xff), 0x01]);
  const span = [
    ...inside(2, [1, 2, 3, 4, 5, 6, 7, 0xff]),
    ...inside(5, [0x68, 0x69]),
    0x30,
    2,
    0x39,
    ...[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
    ...inside(9, [...inside(1, [0x6b]), ...value]),
  ];
  const read = {
    spanId: '01020304050607ff',
    name: 'hi',
    kind: 2,
    startTimeUnixNano: '9223372036854775807',
    attributes: [{ key: 'k', value: { intValue: '-1' } }],
  };
  expect(spanOf(...span)).toEqual({ resourceSpans: [{ scopeSpans: [{ spans: [read] }] }] });
});

test('fields that nobody knows are passed over, whatever their type', () => {
  const unknown = [0xa0, 6, 1, 0xa1, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0xa2, 6, 1, 9, 0xa5, 6, 0, 0, 0, 0];
  expect(spanOf(...unknown, ...inside(5, [0x68]))).toEqual(spanOf(...inside(5, [0x68])));
});

test.each([
  ['a length beyond the end', [0x0a, 5, 1]],
  ['a length of 2^63', [0x0a, ...Array(8).fill(0xff), 0x7f]],
  ['a number without an end', Array(11).fill(0xff)],
  ['a group', [0x0b]],
  ['field number 0', [0x02, 0]],
  ['a message that is longer than the one around it', [0x0a, 2, 0x12, 9, 0, 0]],
])('%s is refused', (_, bytes) => {
  expect(() => decode(...bytes)).toThrow(OtlpFault);
});

test('values nested without end are refused before the stack is', () => {
  let value: number[] = [];
  for (let depth = 0; depth < 200; depth += 1) value = inside(5, inside(1, value));
  const attribute = inside(9, inside(2, value));
  expect(() => spanOf(...attribute)).toThrow('nested deeper than 100');
});

test('a body of nothing but empty messages is refused for their number', () => {
  const bytes = new Uint8Array(4_100_000);
  for (let at = 0; at < bytes.length; at += 2) bytes[at] = 0x0a;
  expect(() => decodeProtobuf(bytes, OTLP_REQUESTS.traces)).toThrow('More than 2000000 messages');
});

test('any bytes give an object or an OtlpFault, and nothing else', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .uint8Array({ maxLength: 100 })
      .map((inner) => Uint8Array.from(inside(1, inside(2, inside(2, Array.from(inner)))))),
  );
  fc.assert(
    fc.property(bytes, (hostile) => {
      try {
        expect(decodeProtobuf(hostile, OTLP_REQUESTS.logs)).toBeTypeOf('object');
        expect(decodeProtobuf(hostile, OTLP_REQUESTS.traces)).toBeTypeOf('object');
      } catch (error) {
        expect(error).toBeInstanceOf(OtlpFault);
      }
    }),
    { numRuns: 2_000 },
  );
});
