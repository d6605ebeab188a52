/** How a field is written, and what it becomes in OTLP's JSON form. A function gives the message in it. */
export interface ProtoField {
  /** As OTLP's JSON form spells it. */
  name: string;
  kind:
    | 'text'
    | 'hex'
    | 'base64'
    | 'int64'
    | 'number'
    | 'boolean'
    | 'fixed64'
    | 'double'
    | 'fixed32';
}
interface ProtoMessage {
  name: string;
  kind: 'message';
  isList: boolean;
  schema: () => ProtoSchema;
}
/** By field number. What is not named here is passed over, as protobuf demands. */
export type ProtoSchema = Readonly<Record<number, ProtoField | ProtoMessage>>;

const text = (name: string): ProtoField => ({ name, kind: 'text' });
const hex = (name: string): ProtoField => ({ name, kind: 'hex' });
const number = (name: string): ProtoField => ({ name, kind: 'number' });
const nanos = (name: string): ProtoField => ({ name, kind: 'fixed64' });
const one = (name: string, schema: () => ProtoSchema): ProtoMessage => ({
  name,
  kind: 'message',
  isList: false,
  schema,
});
const many = (name: string, schema: () => ProtoSchema): ProtoMessage => ({
  name,
  kind: 'message',
  isList: true,
  schema,
});

const ANY_VALUE: ProtoSchema = {
  1: text('stringValue'),
  2: { name: 'boolValue', kind: 'boolean' },
  3: { name: 'intValue', kind: 'int64' },
  4: { name: 'doubleValue', kind: 'double' },
  5: one('arrayValue', () => ({ 1: many('values', () => ANY_VALUE) })),
  6: one('kvlistValue', () => ({ 1: many('values', () => KEY_VALUE) })),
  7: { name: 'bytesValue', kind: 'base64' },
};
const KEY_VALUE: ProtoSchema = { 1: text('key'), 2: one('value', () => ANY_VALUE) };
const attributes = many('attributes', () => KEY_VALUE);
const RESOURCE: ProtoSchema = { 1: attributes, 2: number('droppedAttributesCount') };
const SCOPE: ProtoSchema = { 1: text('name'), 2: text('version'), 3: attributes };
const EVENT: ProtoSchema = {
  1: nanos('timeUnixNano'),
  2: text('name'),
  3: attributes,
  4: number('droppedAttributesCount'),
};
const LINK: ProtoSchema = {
  1: hex('traceId'),
  2: hex('spanId'),
  3: text('traceState'),
  4: attributes,
};
const SPAN: ProtoSchema = {
  1: hex('traceId'),
  2: hex('spanId'),
  3: text('traceState'),
  4: hex('parentSpanId'),
  5: text('name'),
  6: number('kind'),
  7: nanos('startTimeUnixNano'),
  8: nanos('endTimeUnixNano'),
  9: attributes,
  10: number('droppedAttributesCount'),
  11: many('events', () => EVENT),
  12: number('droppedEventsCount'),
  13: many('links', () => LINK),
  14: number('droppedLinksCount'),
  15: one('status', () => ({ 2: text('message'), 3: number('code') })),
  16: { name: 'flags', kind: 'fixed32' },
};
const LOG_RECORD: ProtoSchema = {
  1: nanos('timeUnixNano'),
  2: number('severityNumber'),
  3: text('severityText'),
  5: one('body', () => ANY_VALUE),
  6: attributes,
  7: number('droppedAttributesCount'),
  8: { name: 'flags', kind: 'fixed32' },
  9: hex('traceId'),
  10: hex('spanId'),
  11: nanos('observedTimeUnixNano'),
  12: text('eventName'),
};
const resource = one('resource', () => RESOURCE);
const scope = one('scope', () => SCOPE);

/** The two requests of OTLP (opentelemetry-proto 1.x). */
export const OTLP_REQUESTS: Record<'traces' | 'logs', ProtoSchema> = {
  traces: {
    1: many('resourceSpans', () => ({
      1: resource,
      2: many('scopeSpans', () => ({ 1: scope, 2: many('spans', () => SPAN) })),
    })),
  },
  logs: {
    1: many('resourceLogs', () => ({
      1: resource,
      2: many('scopeLogs', () => ({ 1: scope, 2: many('logRecords', () => LOG_RECORD) })),
    })),
  },
};
