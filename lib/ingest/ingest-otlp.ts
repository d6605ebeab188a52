import { logLines } from '@/lib/dialects/otlp/log-lines';
import { traceMessages } from '@/lib/dialects/otlp/trace-messages';
import type { Alteration } from '@/lib/domain/execution';
import { STEP_MET } from '@/lib/domain/hashed-seq';
import { MAX_INGEST_BYTES } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { BodyStop } from './body-stop';
import { ingestEntryTexts } from './ingest-entry-texts';
import { ingestItems } from './ingest-executions';
import { Pacer } from './pacer';
import { readText } from './read-item';
import type { SplitItem } from './split-item';

/** Traces of one transaction: most say little, and whose they are is looked up for all of them at once. */
const BATCH_TRACES = 1_000;
const TOO_LARGE =
  'Each root span repeats the attributes of its resource, and these are too large for so many: ' +
  'send smaller batches';
/** Turns are short, so that the database is given the next statement while messages are read. */
const TURN_MS = 4;

/** A message about a trace, with the lines of its log; `weight` is what is lost with it. */
interface TracePart {
  text: string;
  entries: readonly string[];
  weight: number;
}

export interface OtlpReport {
  /** Spans or records that were not stored. */
  rejected: number;
  /** Why not, and what was changed in those that were, one line each. */
  reasons: string[];
}

interface IngestOptions {
  now?: Date;
  retentionDays?: number;
  /** Characters of all messages that are made of one request: what they repeat is not in its body. */
  maxCharacters?: number;
}

/** Stores the spans of one decoded request: roots as executions, the others as their steps. */
export function ingestSpans(
  projectId: ProjectId,
  document: unknown,
  options: IngestOptions = {},
): Promise<OtlpReport> {
  const { messages, spans, rejected } = traceMessages(document);
  const parts = mapped(messages, ({ spans: weight, ...part }) => ({ ...part, weight }));
  return ingestParts(projectId, { parts, weight: spans, refused: rejected }, options);
}

/** Stores the log records of one decoded request as entries of the executions of their traces. */
export function ingestLogs(
  projectId: ProjectId,
  document: unknown,
  options: IngestOptions = {},
): Promise<OtlpReport> {
  const { logs, records, rejected } = logLines(document, options.now ?? new Date());
  const parts = mapped(logs, (log) => ({ ...log, weight: log.entries.length }));
  return ingestParts(projectId, { parts, weight: records, refused: rejected }, options);
}

async function ingestParts(
  projectId: ProjectId,
  { parts, weight, refused }: { parts: Iterable<TracePart>; weight: number; refused: string[] },
  options: IngestOptions,
): Promise<OtlpReport> {
  const report: OtlpReport = { rejected: refused.length, reasons: refused };
  const refuse = (message: string, count: number) => {
    report.rejected += count;
    report.reasons.push(message);
  };
  const pacer = new Pacer(TURN_MS);
  const read: Pick<TracePart, 'entries' | 'weight'>[] = [];
  const items = itemsOf(parts, read, { pacer, room: options.maxCharacters ?? MAX_INGEST_BYTES });
  const batch = { joins: true, batchItems: BATCH_TRACES, maxItems: Infinity, pacer };
  const stored = await ingestItems(projectId, items, { ...options, ...batch });
  if (stored.stopped) {
    // What was not read is not stored.
    const weights = read.slice(0, stored.read).map((part) => part.weight);
    refuse(stored.stopped.message, weight - weights.reduce((sum, one) => sum + one, 0));
  }
  for (const { index, message } of stored.rejected) refuse(message, read[index]?.weight ?? 0);
  const note = ({ code, path, message }: Alteration) => {
    if (code === STEP_MET) refuse(message, 1);
    else report.reasons.push(path === '' ? message : `${path}: ${message}`);
  };
  for (const { alterations } of stored.altered) alterations.forEach(note);
  const entries = read.flatMap((part, index) => {
    const id = stored.ids[index];
    return id && part.entries.length > 0 ? [{ id, texts: part.entries }] : [];
  });
  const lines = await ingestEntryTexts(projectId, entries);
  for (const { message } of lines.rejected) refuse(message, 1);
  for (const { alterations } of lines.altered) alterations.forEach(note);
  return report;
}

/** The messages as what a body is split into. What an answer needs to know of each is left in `read`. */
async function* itemsOf(
  parts: Iterable<TracePart>,
  read: Pick<TracePart, 'entries' | 'weight'>[],
  { pacer, room }: { pacer: Pacer; room: number },
): AsyncGenerator<SplitItem> {
  let left = room;
  for (const { text, entries, weight } of parts) {
    left -= text.length;
    if (left < 0) throw new BodyStop('too_large', TOO_LARGE);
    read.push({ entries, weight });
    yield await readText(text, pacer);
    if (pacer.isDue()) await pacer.rest();
  }
}

function* mapped<A, B>(all: Iterable<A>, change: (one: A) => B): Generator<B> {
  for (const one of all) yield change(one);
}
