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
  const attributes = new Map(span.resource);
  for (const [key, text] of span.attributes) attributes.set(key, text);
  const all = { get: (key: string) => span.attributes.get(key) ?? span.resource.get(key) };
  for (const [key, text] of span.more) attributes.set(key, text);
  for (const [key, text] of span.resource) {
    if (span.attributes.has(key)) attributes.set(`resource.${key}`, text);
  }
  attributes.set('span_id', JSON.stringify(span.spanId));
  const environment = ['deployment.environment.name', 'deployment.environment'];
  const failure = span.status === 'failed' ? span : null;
  const members = {
    id: span.traceId,
    created_at: span.startedAt,
    started_at: span.startedAt,
    finished_at: span.finishedAt ?? undefined,
    duration_ms: span.durationMs ?? undefined,
    status: span.status,
    event: span.kind,
    target: span.service,
    actions: [{ key: span.name }],
    raised_action: failure?.name,
    validation_message: failure?.error ?? undefined,
    environment: attributeText(all, ...environment) ?? undefined,
    triggered_by: attributeText(all, 'enduser.id', 'user.id') ?? undefined,
  };
  return {
    traceId: span.traceId,
    text: withTexts(members, [['attributes', objectText(attributes)]]),
    spans: 1,
    entries: span.events.map((event, index) =>
      withTexts(
        {
          id: `${span.spanId}:${index}`,
          level: event.isException ? 'error' : 'info',
          event: event.name,
          message: event.isException ? exceptionText(event) : undefined,
          occurred_at: event.occurredAt ?? undefined,
        },
        [['data', objectText(event.attributes)]],
      ),
    ),
  };
}

function stepsMessage(traceId: string, spans: readonly OtlpSpan[]): TraceMessage {
  const [first] = spans.toSorted((a, b) => (a.startNanos < b.startNanos ? -1 : 1));
  // Spans of one resource share it: it is written once.
  const resources = new Map(spans.map(({ service, resource }) => [resource, service]));
  const members = {
    id: traceId,
    created_at: first?.startedAt,
    target: first?.service,
    ...UNDECIDED,
  };
  return {
    traceId,
    text: withTexts(members, [
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
  const members = {
    seq: hashedSeq(span.spanId),
    parent_seq: span.parentId === null ? undefined : hashedSeq(span.parentId),
    name: span.name,
    connector: attributeText(span.attributes, ...system) ?? (span.scope || span.service),
    status: span.status,
    started_at: span.startedAt,
    duration_ms: span.durationMs ?? undefined,
  };
  return withTexts(members, texts);
}

/**
 * A JSON object of members, of which those that are undefined are left out, and of others behind them
 * that are JSON texts already.
 */
function withTexts(members: object, texts: Iterable<readonly [string, string]>): string {
  return `${JSON.stringify(members).slice(0, -1)},${objectText(texts).slice(1)}`;
}
