import { listOf, membersOf, textOf } from '../loose-json';
import { keyValues, objectText } from './any-value';
import { readId } from './read-id';
import { attributeText, type OtlpRecord } from './read-records';
import { exceptionText, type SpanEvent, spanEvents } from './span-events';
import { isoOfNanos, millisecondsBetween, readUnixNano } from './unix-nano';

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const ERROR = 2;

/** One span, read from what was sent. */
export interface OtlpSpan {
  traceId: string;
  spanId: string;
  /** Null for the root of its trace. */
  parentId: string | null;
  name: string;
  /** `SERVER`, `INTERNAL` … */
  kind: string;
  /** Of the resource: `service.name`. */
  service: string;
  startNanos: bigint;
  startedAt: string;
  finishedAt: string | null;
  durationMs: number | null;
  /** A span that has an end and no error is a success: few programs ever set the status. */
  status: 'running' | 'success' | 'failed';
  /** What it failed with: its last exception, or the text of its status. */
  error: string | null;
  attributes: ReadonlyMap<string, string>;
  resource: ReadonlyMap<string, string>;
  events: readonly SpanEvent[];
  /** JSON texts of what has no place of its own, by name. */
  more: readonly (readonly [string, string])[];
  /** Name of the library that made the span. */
  scope: string;
}

/** A span, or in words why it cannot be one. */
export function readSpan({ record, resource, scope }: OtlpRecord): OtlpSpan | string {
  const traceId = readId(record.traceId, 16);
  const spanId = readId(record.spanId, 8);
  if (traceId === null) return 'a span has no valid traceId (32 hexadecimal digits)';
  if (spanId === null) return 'a span has no valid spanId (16 hexadecimal digits)';
  const startNanos = readUnixNano(record.startTimeUnixNano);
  if (startNanos === null) return `span ${spanId} has no startTimeUnixNano`;
  const endNanos = readUnixNano(record.endTimeUnixNano);
  const events = spanEvents(record);
  const { code, message } = membersOf(record.status);
  const isFailed = code === ERROR || code === 'STATUS_CODE_ERROR';
  const exception = events.findLast(({ isException }) => isException);
  const said = exception ? exceptionText(exception) : textOf(message) || null;
  return {
    traceId,
    spanId,
    parentId: readId(record.parentSpanId, 8),
    name: textOf(record.name) || 'unnamed span',
    kind: kindOf(record.kind),
    service: attributeText(resource, 'service.name') ?? 'unknown_service',
    startNanos,
    startedAt: isoOfNanos(startNanos),
    finishedAt: endNanos === null ? null : isoOfNanos(endNanos),
    durationMs: millisecondsBetween(startNanos, endNanos),
    status: isFailed ? 'failed' : endNanos === null ? 'running' : 'success',
    error: isFailed || exception ? said : null,
    attributes: keyValues(record.attributes),
    resource,
    events,
    more: moreOf(record, scope),
    scope: scope.name,
  };
}

function kindOf(kind: unknown): string {
  if (typeof kind === 'number') return KINDS[kind] ?? 'UNSPECIFIED';
  return textOf(kind).replace(/^SPAN_KIND_/, '') || 'UNSPECIFIED';
}

function moreOf(record: OtlpRecord['record'], scope: OtlpRecord['scope']): [string, string][] {
  const more: [string, string][] = [];
  if (scope.name) more.push(['scope', JSON.stringify(scope)]);
  const { message } = membersOf(record.status);
  if (textOf(message)) more.push(['status_message', JSON.stringify(message)]);
  if (textOf(record.traceState)) more.push(['trace_state', JSON.stringify(record.traceState)]);
  const links = listOf(record.links).map(membersOf);
  if (links.length > 0) {
    const texts = links.map((link) =>
      objectText([
        ['trace_id', JSON.stringify(textOf(link.traceId))],
        ['span_id', JSON.stringify(textOf(link.spanId))],
        ['attributes', objectText(keyValues(link.attributes))],
      ]),
    );
    more.push(['links', `[${texts.join(',')}]`]);
  }
  for (const what of ['Attributes', 'Events', 'Links']) {
    const count = Number(record[`dropped${what}Count`]);
    if (count > 0) more.push([`dropped_${what.toLowerCase()}`, String(count)]);
  }
  return more;
}
