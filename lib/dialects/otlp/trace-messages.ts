import { hashedSeq } from '@/lib/domain/hashed-seq';
import { objectText } from './any-value';
import { attributeText, readRecords, resourcesText } from './read-records';
import { type OtlpSpan, readSpan } from './read-span';
import { eventsText, exceptionText } from './span-events';

/** What one request says of one trace. */
interface TraceMessage {
  traceId: string;
  /** A message about an execution as `POST /api/v1/executions` takes it, JSON text. */
  text: string;
  /** Spans that are in it. */
  spans: number;
  /** Entries as the route of entries takes them: the events of the root span. */
  entries: readonly string[];
}

export interface ReadTraces {
  /**
   * Made one by one, as they are asked for: each root repeats the attributes of its resource, so that
   * all of them together may be a thousand times as long as the request.
   */
  messages: Iterable<TraceMessage>;
  /** Spans in all of the messages. */
  spans: number;
  /** Why spans could not be taken, one line each. */
  rejected: string[];
}

/** What is said of a trace of which no root is known. */
const UNDECIDED = { status: 'running', event: 'TRACE' };

/**
 * The messages that a request of spans means. The root is one of its own, so that it says the same
 * whichever spans it is sent with; its children are another that leaves open what only the root knows.
 */
export function traceMessages(document: unknown): ReadTraces {
  const rejected: string[] = [];
  const roots = new Map<string, OtlpSpan>();
  const children = new Map<string, Map<number, OtlpSpan>>();
  for (const record of readRecords(document, 'traces')) {
    const span = readSpan(record);
    if (typeof span === 'string') {
      rejected.push(span);
      continue;
    }
    if (span.parentId === null && !roots.has(span.traceId)) {
      roots.set(span.traceId, span);
      continue;
    }
    const steps = children.get(span.traceId) ?? new Map<number, OtlpSpan>();
    children.set(span.traceId, steps);
    const seq = hashedSeq(span.spanId);
    const before = steps.get(seq);
    if (before && before.spanId !== span.spanId) {
      rejected.push(`span ${span.spanId} cannot be told from span ${before.spanId}`);
    } else steps.set(seq, span);
  }
  const spans = Array.from(children.values()).reduce((sum, { size }) => sum + size, roots.size);
  return { messages: messagesOf(roots, children), spans, rejected };
}

function* messagesOf(
  roots: ReadonlyMap<string, OtlpSpan>,
  children: ReadonlyMap<string, ReadonlyMap<number, OtlpSpan>>,
): Generator<TraceMessage> {
  // The root first: the time of the one that comes first is that of the execution.
  for (const root of roots.values()) yield rootMessage(root);
  for (const [traceId, spans] of children) {
    yield stepsMessage(traceId, Array.from(spans.values()));
  }
}

function rootMessage(span: OtlpSpan): TraceMessage {
  const attributes = new Map([...span.resource, ...span.attributes, ...span.more]);
  for (const [key, text] of span.resource) {
    if (span.attributes.has(key)) attributes.set(`resource.${key}`, text);
  }
  attributes.set('span_id', JSON.stringify(span.spanId));
  const environment = ['deployment.environment.name', 'deployment.environment'];
  const all = new Map([...span.resource, ...span.attributes]);
  const members: Record<string, unknown> = {
    id: span.traceId,
    created_at: span.startedAt,
    started_at: span.startedAt,
    finished_at: span.finishedAt,
    duration_ms: span.durationMs,
    status: span.status,
    event: span.kind,
    target: span.service,
    actions: [{ key: span.name }],
    raised_action: span.status === 'failed' ? span.name : null,
    validation_message: span.status === 'failed' ? span.error : null,
    environment: attributeText(all, ...environment),
    triggered_by: attributeText(all, 'enduser.id', 'user.id'),
  };
  return {
    traceId: span.traceId,
    text: objectText([...jsonMembers(members), ['attributes', objectText(attributes)]]),
    spans: 1,
    entries: span.events.map((event, index) =>
      objectText([
        ...jsonMembers({
          id: `${span.spanId}:${index}`,
          level: event.isException ? 'error' : 'info',
          event: event.name,
          message: event.isException ? exceptionText(event) : null,
          occurred_at: event.occurredAt,
        }),
        ['data', objectText(event.attributes)],
      ]),
    ),
  };
}

function stepsMessage(traceId: string, spans: readonly OtlpSpan[]): TraceMessage {
  const [first] = spans.toSorted((a, b) => (a.startNanos < b.startNanos ? -1 : 1));
  // Spans of one resource share it: it is written once.
  const resources = new Map(spans.map(({ service, resource }) => [resource, service]));
  const members = jsonMembers({
    id: traceId,
    created_at: first?.startedAt,
    target: first?.service,
    ...UNDECIDED,
  });
  return {
    traceId,
    text: objectText([
      ...members,
      ['attributes', resourcesText(resources)],
      ['steps', `[${spans.map(stepText).join(',')}]`],
    ]),
    spans: spans.length,
    entries: [],
  };
}

function stepText(span: OtlpSpan): string {
  const exceptions = span.events.filter(({ isException }) => isException);
  const rest = span.events.filter(({ isException }) => !isException);
  const texts: [string, string][] = [
    [
      'input',
      objectText([
        ['span_id', JSON.stringify(span.spanId)],
        ['kind', JSON.stringify(span.kind)],
        ['service', JSON.stringify(span.service)],
        ['attributes', objectText(span.attributes)],
        ...span.more,
      ]),
    ],
  ];
  if (rest.length > 0) texts.push(['output', `{"events":${eventsText(rest)}}`]);
  if (span.error !== null) {
    const error = [['message', JSON.stringify(span.error)]] as [string, string][];
    if (exceptions.length > 0) error.push(['exceptions', eventsText(exceptions)]);
    texts.push(['error', objectText(error)]);
  }
  const system = ['db.system.name', 'db.system', 'messaging.system', 'rpc.system', 'faas.trigger'];
  const members = jsonMembers({
    seq: hashedSeq(span.spanId),
    parent_seq: span.parentId === null ? null : hashedSeq(span.parentId),
    name: span.name,
    connector: attributeText(span.attributes, ...system) ?? (span.scope || span.service),
    status: span.status,
    started_at: span.startedAt,
    duration_ms: span.durationMs,
  });
  return objectText([...members, ...texts]);
}

/** Members that are not null, as JSON texts. */
function jsonMembers(members: Record<string, unknown>): [string, string][] {
  return Object.entries(members)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => [key, JSON.stringify(value)]);
}
