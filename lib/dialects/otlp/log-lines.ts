import type { Level } from '@/lib/domain/level';
import { anyValueText, keyValues, objectText } from './any-value';
import { textOf } from './loose-json';
import { readId } from './read-id';
import { attributeText, type OtlpRecord, readRecords } from './read-records';
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
  logs: TraceLog[];
  /** Why records could not be taken, one line each. */
  rejected: string[];
}

/** The entries that a request of log records means, by the trace that each names. */
export function logLines(document: unknown, now: Date): ReadLogs {
  const rejected: string[] = [];
  const logs = new Map<string, TraceLog>();
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
    const log = logs.get(traceId) ?? startLog(traceId, record, at ?? now.toISOString());
    logs.set(traceId, log);
    log.entries.push(entryText(record, at));
  }
  return { logs: Array.from(logs.values()), rejected };
}

function startLog(traceId: string, { resource }: OtlpRecord, createdAt: string): TraceLog {
  const target = attributeText(resource, 'service.name') ?? 'unknown_service';
  const attributes: [string, string][] = [[`resource of ${target}`, objectText(resource)]];
  const members = { id: traceId, created_at: createdAt, status: 'running', event: 'TRACE', target };
  const text = `${JSON.stringify(members).slice(0, -1)},"attributes":${objectText(attributes)}}`;
  return { traceId, text, entries: [] };
}

function timeOf({ record }: OtlpRecord): bigint | null {
  return readUnixNano(record.timeUnixNano) ?? readUnixNano(record.observedTimeUnixNano);
}

function entryText({ record, resource, scope }: OtlpRecord, at: string | null): string {
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
    span_id: readId(record.spanId, 8) ?? undefined,
    severity: textOf(record.severityText) || undefined,
    scope: scope.name || undefined,
  };
  return `${JSON.stringify(members).slice(0, -1)},"data":${objectText(attributes)}}`;
}

const NAMED = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** Severity 1 to 8 is debug, 13 to 16 warning, 17 to 24 error; without a number the text is read. */
function levelOf(severity: unknown, text: string): Level {
  const name = /SEVERITY_NUMBER_([A-Z]+)/.exec(textOf(severity))?.[1] ?? text.toUpperCase();
  const place = NAMED.findIndex((known) => name.startsWith(known));
  const given = typeof severity === 'number' && severity > 0 ? severity : place * 4 + 1;
  if (given < 1) return 'info';
  if (given <= 8) return 'debug';
  if (given <= 12) return 'info';
  return given <= 16 ? 'warning' : 'error';
}
