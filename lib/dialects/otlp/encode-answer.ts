/** What a request of OTLP is answered with, in its two encodings. */
export interface OtlpBody {
  json: object;
  protobuf: Uint8Array<ArrayBuffer>;
}

const REJECTED = { traces: 'rejectedSpans', logs: 'rejectedLogRecords' } as const;

/**
 * Export…ServiceResponse: empty when everything was taken as it is, else with a partial success, which
 * is a warning where nothing was rejected.
 */
export function exportAnswer(
  signal: 'traces' | 'logs',
  rejected: number,
  errorMessage: string,
): OtlpBody {
  if (rejected === 0 && errorMessage === '') return { json: {}, protobuf: new Uint8Array() };
  const partial = [...numberField(1, rejected), ...textField(2, errorMessage)];
  return {
    json: { partialSuccess: { [REJECTED[signal]]: String(rejected), errorMessage } },
    protobuf: Uint8Array.from([...bytesField(1, partial)]),
  };
}

/** google.rpc.Status: `code` is one of gRPC's numbers. */
export function statusAnswer(code: number, message: string): OtlpBody {
  return {
    json: { code, message },
    protobuf: Uint8Array.from([...numberField(1, code), ...textField(2, message)]),
  };
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

function numberField(field: number, value: number): number[] {
  return [field << 3, ...varint(value)];
}

function bytesField(field: number, bytes: readonly number[]): number[] {
  return [(field << 3) | 2, ...varint(bytes.length), ...bytes];
}

function textField(field: number, text: string): number[] {
  return bytesField(field, Array.from(new TextEncoder().encode(text)));
}
