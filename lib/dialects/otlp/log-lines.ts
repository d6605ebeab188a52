import type { Level } from '@/lib/domain/level';
import { levelNamed } from '@/lib/domain/level-named';
import { textOf } from '../loose-json';
import { anyValueText, keyValues, objectText } from './any-value';
import { readId } from './read-id';
import { attributeText, type OtlpRecord, readRecords, resourcesText } from './read-records';
import { isoOfNanos, readUnixNano } from './unix-nano';

/** The log records of one request that belong to one trace. */
interface TraceLog {
  traceId: string;
  /** The least that is said of its execution, as JSON text: it makes one where none is stored. */
  text: string;
  /** Entries as the route of entries takes them, JSON texts. */
  entries: string[];
}

export interface ReadLogs {
  /** Made one by one, as they are asked for: each repeats the attributes of its resources. */
  logs: Iterable<TraceLog>;
  /** Records in all of them. */
  records: number;
  /** Why records could not be taken, one line each. */
  rejected: string[];
}

/** The entries that a request of log records means, by the trace that each names. */
export function logLines(document: unknown, now: Date): ReadLogs {
  const rejected: string[] = [];
  const logs = new Map<string, OpenLog>();
  for (const record of readRecords(document, 'logs')) {
    const traceId = readId(record.record.traceId, 16);
    if (traceId === null) {
      rejected.push(
        'a log record has no valid traceId: an entry belongs to the span that was active',
      );
      continue;
    }
    const nanos = timeOf(record);
    const at = nanos === null ? null : isoOfNanos(nanos);
    const service = attributeText(record.resource, 'service.name') ?? 'unknown_service';
    const log = logs.get(traceId) ?? startLog(traceId, service, at ?? now.toISOString());
    logs.set(traceId, log);
    log.services.set(record.resource, service);
    log.entries.push(entryText(record, service, at));
  }
  const records = Array.from(logs.values()).reduce((sum, log) => sum + log.entries.length, 0);
  return { logs: logsOf(logs.values()), records, rejected };
}

interface OpenLog {
  traceId: string;
  target: string;
  createdAt: string;
  services: Map<OtlpRecord['resource'], string>;
  entries: string[];
}

function startLog(traceId: string, target: string, createdAt: string): OpenLog {
  return { traceId, target, createdAt, services: new Map(), entries: [] };
}

function* logsOf(logs: Iterable<OpenLog>): Generator<TraceLog> {
  for (const { traceId: id, target, createdAt, services, entries } of logs) {
    const members = { id, created_at: createdAt, status: 'running', event: 'TRACE', target };
    const attributes = resourcesText(services);
    const text = `${JSON.stringify(members).slice(0, -1)},"attributes":${attributes}}`;
    yield { traceId: id, text, entries };
  }
}

function timeOf({ record }: OtlpRecord): bigint | null {
  return readUnixNano(record.timeUnixNano) ?? readUnixNano(record.observedTimeUnixNano);
}

function entryText(
  { record, resource, scope }: OtlpRecord,
  service: string,
  at: string | null,
): string {
  const body = anyValueText(record.body);
  const message: unknown = body.startsWith('"') ? JSON.parse(body) : null;
  const attributes = keyValues(record.attributes);
  const event = textOf(record.eventName) || attributeText(attributes, 'event.name');
  // A body that is no text is data: under a name that no convention gives to an attribute.
  if (message === null && body !== 'null') attributes.set('body', body);
  const members = {
    level: levelOf(record.severityNumber, textOf(record.severityText)),
    event: event ?? undefined,
    message: message ?? undefined,
    occurred_at: at ?? undefined,
    worker_id: attributeText(resource, 'service.instance.id') ?? undefined,
    service,
    span_id: readId(record.spanId, 8) ?? undefined,
    severity: textOf(record.severityText) || undefined,
    scope: scope.name || undefined,
  };
  return `${JSON.stringify(members).slice(0, -1)},"data":${objectText(attributes)}}`;
}

/** Severity 1 to 8 is debug, 13 to 16 warning, 17 to 24 error; without a number the text is read. */
function levelOf(severity: unknown, text: string): Level {
  if (typeof severity !== 'number' || severity < 1) {
    const name = /SEVERITY_NUMBER_([A-Z]+)/.exec(textOf(severity))?.[1];
    // Of `WARN2` and of `error: disk` the first word.
    const [word] = /[a-z]+/i.exec(name ?? text) ?? [''];
    return levelNamed(word) ?? 'info';
  }
  if (severity <= 8) return 'debug';
  if (severity <= 12) return 'info';
  return severity <= 16 ? 'warning' : 'error';
}
