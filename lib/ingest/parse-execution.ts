import type { IncomingEntry, IncomingExecution } from '@/lib/domain/incoming-execution';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import type { RawJson } from '@/lib/domain/raw-json';
import { isStatus, STATUSES } from '@/lib/domain/status';
import { AlterationLog, quoted } from './alteration-log';
import { buildAttributes } from './build-attributes';
import { contentHash } from './content-hash';
import { executionIdentity } from './execution-identity';
import { ObjectReader } from './object-reader';
import type { Pacer } from './pacer';
import { parseChildren } from './parse-children';
import { parseCreatedAt, type ReceiveClock } from './parse-created-at';
import { parseMessageEntry } from './parse-message-entry';
import { parseStep } from './parse-step';
import { readFields } from './read-fields';
import type { Refusal } from './split-item';

export interface ParseCall {
  projectId: ProjectId;
  clock: ReceiveClock;
  /** Place of the item in the request. */
  index: number;
  pacer: Pacer;
  /**
   * Whether the external id alone says which execution is meant: one that is stored keeps the id and
   * created_at that it has, whatever this message says.
   */
  joins?: boolean;
}

export type ParsedExecution =
  | { ok: true; execution: IncomingExecution }
  | { ok: false; refusal: Refusal };

const STEPS = { list: 'steps', parse: parseStep } as const;
const ENTRIES = {
  list: 'entries',
  parse: parseMessageEntry,
  keepsAll: true,
  nameOf: ({ knownAs }: Omit<IncomingEntry, 'seq'>) => knownAs,
} as const;
const NO_CHILDREN = { children: [], rejectedText: null, extraText: null };

/** One scanned item, as an execution that can be stored or as a refusal. Never throws. */
export async function parseExecution(
  item: { text: string; json: RawJson; hadInvalidUtf8: boolean },
  call: ParseCall,
): Promise<ParsedExecution> {
  const { json, text } = item;
  const refuse = (code: string, message: string) =>
    ({ ok: false, refusal: { code, message } }) as const;
  if (json.root.kind !== 'object') {
    return refuse('not_an_object', `An execution is a JSON object, this is ${json.root.kind}`);
  }
  const alterations = new AlterationLog();
  if (item.hadInvalidUtf8) {
    alterations.add('', 'invalid_utf8', 'Bytes that are not UTF-8 are shown as U+FFFD');
  }
  const reader = new ObjectReader(text, json.members, '', alterations);
  const [event, target, status] = [
    reader.name('event'),
    reader.name('target'),
    reader.exact('status'),
  ];
  const externalId = reader.message('id');
  const createdAt = parseCreatedAt(reader, call.clock, call.index);
  const fields = await readFields(reader, call.pacer);
  if (reader.wrongType) {
    const { path, kind } = reader.wrongType;
    return refuse('invalid_type', `${path} is text, a number or a boolean, not ${kind}`);
  }
  if (event === null) return refuse('missing_field', 'event is missing');
  if (target === null) return refuse('missing_field', 'target is missing');
  if (!status) return refuse('missing_field', 'status is missing');
  if (!isStatus(status)) {
    return refuse(
      'invalid_status',
      `status is one of ${STATUSES.join(', ')}, not ${quoted(status)}`,
    );
  }
  if (externalId && externalId.length > MAX_NAME_LENGTH) {
    return refuse('too_long', `id has more than ${MAX_NAME_LENGTH} characters`);
  }
  if ('code' in createdAt) return { ok: false, refusal: createdAt };
  const attempt = reader.whole('attempt', 1, 32_767) ?? 1;
  const id = executionIdentity({
    projectId: call.projectId,
    externalId,
    attempt,
    createdAtMs: createdAt.idMs,
    subMs: createdAt.subMs,
  });
  // Most messages have neither, and waiting costs as much as reading a short one.
  const steps = reader.members.has('steps')
    ? await parseChildren(reader, STEPS, call.pacer)
    : NO_CHILDREN;
  const entries = reader.members.has('entries')
    ? await parseChildren(reader, ENTRIES, call.pacer)
    : NO_CHILDREN;
  const kept = {
    rejected_steps: steps.rejectedText,
    rejected_entries: entries.rejectedText,
    steps_extra: steps.extraText,
  };
  const attributes = await buildAttributes(reader, kept, call.pacer);
  if (reader.refusal) return { ok: false, refusal: reader.refusal };
  // Said member by member, as in readFields: to spread objects of so many takes longer than all the rest.
  const hash = contentHash(reader, call.pacer);
  const execution: IncomingExecution = {
    startedAt: fields.startedAt,
    finishedAt: fields.finishedAt,
    durationMs: fields.durationMs,
    contextText: fields.contextText,
    contextBytes: fields.contextBytes,
    contextSearchable: fields.contextSearchable,
    targetRecordId: fields.targetRecordId,
    actions: fields.actions,
    actionsText: fields.actionsText,
    raisedAction: fields.raisedAction,
    validationMessage: fields.validationMessage,
    requestId: fields.requestId,
    triggeredBy: fields.triggeredBy,
    environment: fields.environment,
    retryOf: fields.retryOf,
    language: fields.language,
    code: fields.code,
    triggerText: fields.triggerText,
    outputText: fields.outputText,
    id,
    createdAt: new Date(createdAt.ms),
    receivedAt: call.clock.now,
    claim: externalId === null ? 'none' : call.joins ? 'no_created_at' : createdAt.claim,
    status,
    event,
    target,
    externalId,
    attempt,
    contentSha256: typeof hash === 'string' ? hash : await hash,
    attributesText: attributes.text,
    attributesSearchable: attributes.searchable,
    steps: steps.children,
    entries: entries.children,
    alterations: alterations.all(),
    size: text.length,
  };
  return { ok: true, execution };
}
