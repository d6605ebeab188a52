import { logLines } from '@/lib/dialects/otlp/log-lines';
import { traceMessages } from '@/lib/dialects/otlp/trace-messages';
import { STEP_MET } from '@/lib/domain/hashed-seq';
import { MAX_INGEST_ITEMS } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { ingestEntries } from './ingest-entries';
import { ingestExecutions } from './ingest-executions';

const PLAIN = { contentEncoding: null, contentLength: null };

/** A message about a trace, with the lines of its log; `weight` is what is lost with it. */
interface TracePart {
  text: string;
  entries: readonly string[];
  weight: number;
}

/** How many spans or records were not stored, and why, one line each. */
export interface OtlpReport {
  rejected: number;
  reasons: string[];
}

interface IngestOptions {
  now?: Date;
  retentionDays?: number;
}

/** Stores the spans of one decoded request: roots as executions, the others as their steps. */
export async function ingestSpans(
  projectId: ProjectId,
  document: unknown,
  options: IngestOptions = {},
): Promise<OtlpReport> {
  const { messages, rejected } = traceMessages(document);
  const parts = messages.map(({ text, entries, spans }) => ({ text, entries, weight: spans }));
  const report = await ingestParts(projectId, parts, options);
  return together(rejected, report);
}

/** Stores the log records of one decoded request as entries of the executions of their traces. */
export async function ingestLogs(
  projectId: ProjectId,
  document: unknown,
  options: IngestOptions = {},
): Promise<OtlpReport> {
  const { logs, rejected } = logLines(document, options.now ?? new Date());
  const parts = logs.map(({ text, entries }) => ({ text, entries, weight: entries.length }));
  const report = await ingestParts(projectId, parts, options);
  return together(rejected, report);
}

function together(rejected: string[], report: OtlpReport): OtlpReport {
  return {
    rejected: rejected.length + report.rejected,
    reasons: [...rejected, ...report.reasons],
  };
}

async function ingestParts(
  projectId: ProjectId,
  parts: readonly TracePart[],
  options: IngestOptions,
): Promise<OtlpReport> {
  const report: OtlpReport = { rejected: 0, reasons: [] };
  for (let at = 0; at < parts.length; at += MAX_INGEST_ITEMS) {
    const slice = parts.slice(at, at + MAX_INGEST_ITEMS);
    const body = linesOf(slice.map(({ text }) => text));
    const stored = await ingestExecutions(projectId, body, PLAIN, { ...options, joins: true });
    // What the limits of a body cut off was not read, and is not stored.
    const stop = stored.stopped;
    const unread = stop ? slice.slice(stored.read) : [];
    for (const { weight } of unread) report.rejected += weight;
    if (stop && unread.length > 0) report.reasons.push(stop.message);
    for (const { index, message } of stored.rejected) {
      report.rejected += slice[index]?.weight ?? 0;
      report.reasons.push(message);
    }
    const altered = stored.altered.flatMap(({ alterations }) => alterations);
    for (const { message } of altered.filter(({ code }) => code === STEP_MET)) {
      report.rejected += 1;
      report.reasons.push(message);
    }
    for (const [index, { entries }] of slice.entries()) {
      const id = stored.ids[index];
      if (!id || entries.length === 0) continue;
      const lines = await ingestEntries(projectId, id, linesOf(entries), PLAIN);
      report.rejected += lines.rejected.length;
      report.reasons.push(...lines.rejected.map(({ message }) => message));
    }
  }
  return report;
}

/** In parts, so that no text of many megabytes is made of them. */
function linesOf(lines: readonly string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const some = lines.slice(next, next + 100);
      next += some.length;
      if (some.length === 0) controller.close();
      else controller.enqueue(encoder.encode(`${some.join('\n')}\n`));
    },
  });
}
