import { createHash } from 'node:crypto';
import type { IncomingCode } from '@/lib/domain/incoming-execution';
import { unsearchableReason } from '@/lib/domain/unsearchable-reason';
import type { ObjectReader } from './object-reader';
import type { Pacer } from './pacer';
import { parseActions } from './parse-actions';

/** Code is told apart by its content, which costs a copy and a hash of it at once. */
const MAX_CODE_LENGTH = 1_000_000;

/** The members that are taken one by one. The wrong type in any of them is left in `reader.wrongType`. */
export async function readFields(reader: ObjectReader, pacer: Pacer) {
  const { actions, text: actionsText } = await parseActions(reader, pacer);
  const { startedAt, finishedAt, durationMs } = readTimes(reader);
  const { contextText, contextBytes, contextSearchable } = readContext(reader);
  return {
    startedAt,
    finishedAt,
    durationMs,
    contextText,
    contextBytes,
    contextSearchable,
    targetRecordId: reader.name('target_record_id'),
    actions,
    actionsText,
    raisedAction: reader.name('raised_action'),
    validationMessage: reader.message('validation_message'),
    requestId: reader.name('request_id'),
    triggeredBy: reader.name('triggered_by'),
    environment: reader.name('environment'),
    retryOf: reader.name('retry_of'),
    language: reader.name('language'),
    code: readCode(reader),
    triggerText: reader.raw('trigger'),
    outputText: reader.raw('output'),
  };
}

function readTimes(reader: ObjectReader) {
  const started = reader.moment('started_at');
  const finished = reader.moment('finished_at');
  let durationMs = reader.durationMs('duration_ms');
  if (durationMs === null && started && finished) {
    durationMs = finished.ms - started.ms + finished.subMs - started.subMs;
    if (durationMs < 0) {
      reader.alterations.add('duration_ms', 'clamped', 'Finished before it started: set to 0');
      durationMs = 0;
    }
  }
  return {
    startedAt: started && new Date(started.ms),
    finishedAt: finished && new Date(finished.ms),
    durationMs,
  };
}

/** The exact code, as a JSON string literal: it may hold what a text column or a driver would change. */
function readCode(reader: ObjectReader): IncomingCode | null {
  const code = reader.exact('code');
  if (code === null) return null;
  if (code.length > MAX_CODE_LENGTH) {
    const message = `code has more than ${MAX_CODE_LENGTH} characters`;
    reader.refusal ??= { code: 'too_long', message };
    return null;
  }
  const sourceJson = JSON.stringify(code);
  const sha256 = createHash('sha256').update(sourceJson).digest('hex');
  return { sha256, sourceJson, byteLength: Buffer.byteLength(code) };
}

function readContext(reader: ObjectReader) {
  const member = reader.take('context');
  if (!member) return { contextText: null, contextBytes: null, contextSearchable: false };
  const contextText = reader.slice(member);
  const contextBytes = Buffer.byteLength(contextText);
  const reason = unsearchableReason(member, contextBytes);
  if (reason) reader.alterations.add('context', 'not_searchable', `Not searchable: ${reason}`);
  return { contextText, contextBytes, contextSearchable: reason === null };
}
