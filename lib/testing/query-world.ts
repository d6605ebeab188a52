import { buildExecutionId } from '@/lib/domain/execution-id';
import { LEVELS } from '@/lib/domain/level';
import type { JsonValue } from '@/lib/domain/match-json';
import type { MatchableDepth, MatchableRow } from '@/lib/domain/matchable';
import { searchText } from '@/lib/domain/search-text';
import { STATUS_CODE, STATUSES } from '@/lib/domain/status';
import { STEP_STATUS_CODE, STEP_STATUSES } from '@/lib/domain/step-status';
import { VERDICT_CODE, VERDICTS, verdictOf } from '@/lib/domain/verdict';

/** One execution of a generated project, as memory knows it. */
export interface WorldExecution {
  row: MatchableRow;
  depth: MatchableDepth;
  /** What of its verdict is stored: null unless somebody tried. */
  storedVerdict: number | null;
  hasOutput: boolean;
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const EVENTS = ['CREATE', 'UPDATE', 'DELETE', 'Über,weisung', 'a "quoted" one'];
const TARGETS = ['PART', 'RUN_STEP', '100%', 'back\\slash'];
const ACTIONS = ['check_part', 'notify_buyer', 'plan step', 'OR', '-negative'];
const PEOPLE = ['ana@example.com', 'wei@example.com', 'Zoë', null];
const MESSAGES = ['Part 34 has no revision', "KeyError: 'x'", 'ÜMLAUT straße 100%_', 'a\nb', null];
const CODES = ['9f3c', '9f4d', '00aa', 'ffff'].map((start) => start.padEnd(64, '7'));
const SKUS = ['A-1', 'A-2', 'B "x"', '007', '7'];

/** Executions over 20 days whose fields are often missing, alike, or of an unexpected kind. */
export function makeWorld(count: number, now: number, seed = 7): WorldExecution[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const maybe = <T>(chance: number, make: () => T): T | null => (random() < chance ? make() : null);
  const json = (depth: number): JsonValue => {
    const kind = random();
    if (depth > 0 && kind < 0.25) {
      return Array.from({ length: Math.floor(random() * 3) }, () => json(depth - 1));
    }
    if (depth > 0 && kind < 0.5) return { sku: json(depth - 1), n: json(depth - 1) };
    if (kind < 0.7) return pick(SKUS);
    if (kind < 0.9) return pick([0, 7, 34, -2.5, 500, 1e21]);
    return pick([true, false, null]);
  };
  return Array.from({ length: count }, (_, n) => {
    const actionKeys = ACTIONS.filter(() => random() < 0.3);
    const message = pick(MESSAGES);
    const base = {
      event: pick(EVENTS),
      target: pick(TARGETS),
      targetRecordId: maybe(0.8, () => String(Math.floor(random() * 400))),
      requestId: maybe(0.7, () => `req-${n % 5_000}-${pick(SKUS)}`),
      externalId: maybe(0.6, () => `ext-${n}`),
      actionKeys,
      validationMessage: message,
    };
    const hasOutput = random() < 0.6;
    const codeSha256 = maybe(0.7, () => pick(CODES));
    const storedVerdict = maybe(0.2, () => VERDICT_CODE[pick(VERDICTS.slice(0, 4))]);
    const ms = now - Math.floor(random() * 20 * 86_400_000);
    const tail = Uint8Array.from({ length: 8 }, (_unused, byte) => (n >> (8 * (byte % 4))) & 255);
    return {
      storedVerdict,
      hasOutput,
      row: {
        ...base,
        id: buildExecutionId(ms, random(), tail),
        status: pick(STATUSES),
        raisedAction: maybe(0.4, () => pick(ACTIONS)),
        triggeredBy: pick(PEOPLE),
        environment: maybe(0.9, () => pick(['production', 'staging'])),
        durationMs: maybe(0.8, () => pick([0, 12.5, 400, 412, 60_000])),
        attempt: pick([1, 1, 1, 2, 3]),
        language: maybe(0.5, () => pick(['python', 'javascript'])),
        codeSha256,
        warningCount: pick([0, 0, 0, 1, 12]),
        errorCount: pick([0, 0, 0, 2]),
        errorGroup: maybe(0.3, () => pick(['aaaa', 'bbbb'])),
        reproducibility: verdictOf(storedVerdict, hasOutput && codeSha256 !== null),
        search: searchText(base),
      },
      depth: {
        context:
          maybe(0.7, () => ({ part: { id: json(1), 'a b': json(1) }, lines: json(3) })) ??
          undefined,
        attributes:
          maybe(0.4, () => ({ status_code: pick([200, 404, 500, '500']), tags: json(2) })) ??
          undefined,
        steps: Array.from({ length: Math.floor(random() * 3) }, () => ({
          name: maybe(0.8, () => pick(['Read part', 'SEND mail'])),
          connector: maybe(0.8, () => pick(['http', 'email'])),
          status: maybe(0.9, () => pick(STEP_STATUSES)),
          durationMs: maybe(0.8, () => pick([1, 80, 2_000])),
        })),
        entries: Array.from({ length: Math.floor(random() * 3) }, () => ({
          level: pick(LEVELS),
          event: maybe(0.5, () => pick(['resource_completed', 'heartbeat'])),
          message: maybe(0.9, () => pick(['Timeout after 3 s', 'ok', 'ÄRGER'])),
        })),
      },
    };
  });
}

type Run = (sql: string, parameters: unknown[]) => Promise<unknown>;

/** Puts a world into the tables of a project. Partitions of its days must be there. */
export async function insertWorld(
  run: Run,
  projectId: number,
  world: readonly WorldExecution[],
): Promise<void> {
  for (let from = 0; from < world.length; from += 5_000) {
    const part = world.slice(from, from + 5_000);
    await run(INSERT_ROWS, [projectId, JSON.stringify(part.map(rowRecord))]);
    await run(INSERT_PAYLOADS, [projectId, JSON.stringify(part.map(payloadRecord))]);
    await run(INSERT_STEPS, [projectId, JSON.stringify(part.flatMap(stepRecords))]);
    await run(INSERT_ENTRIES, [projectId, JSON.stringify(part.flatMap(entryRecords))]);
  }
}

const ROW = `id uuid, status smallint, event text, target text, target_record_id text, action_keys text[],
  raised_action text, validation_message text, request_id text, triggered_by text, environment text,
  external_id text, duration_ms float8, attempt smallint, language text, code_sha256 bytea,
  warning_count int, error_count int, error_group text, verdict smallint, has_output boolean, search text`;
const NAMES = ROW.split(',').map((column) => column.trim().split(' ')[0]);

const INSERT_ROWS = `INSERT INTO runlens.executions (project_id, created_at, content_sha256, ${NAMES.join(', ')})
  SELECT $1::int, now(), '\\x00', ${NAMES.join(', ')} FROM jsonb_to_recordset($2::jsonb) AS r (${ROW})`;
const INSERT_PAYLOADS = `INSERT INTO runlens.execution_payloads (project_id, execution_id, context, attributes)
  SELECT $1::int, id, context, attributes FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, context jsonb, attributes jsonb)`;
const INSERT_STEPS = `INSERT INTO runlens.execution_steps (project_id, execution_id, seq, name, connector, status, duration_ms)
  SELECT $1::int, r.* FROM jsonb_to_recordset($2::jsonb)
  AS r (id uuid, seq int, name text, connector text, status smallint, duration_ms float8)`;
const INSERT_ENTRIES = `INSERT INTO runlens.execution_entries (project_id, execution_id, seq, level, event, message, arrival)
  SELECT $1::int, r.*, 1 FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, seq int, level smallint, event text, message text)`;

function rowRecord({ row, storedVerdict, hasOutput }: WorldExecution) {
  return {
    id: row.id,
    status: STATUS_CODE[row.status],
    event: row.event,
    target: row.target,
    target_record_id: row.targetRecordId,
    action_keys: row.actionKeys,
    raised_action: row.raisedAction,
    validation_message: row.validationMessage,
    request_id: row.requestId,
    triggered_by: row.triggeredBy,
    environment: row.environment,
    external_id: row.externalId,
    duration_ms: row.durationMs,
    attempt: row.attempt,
    language: row.language,
    code_sha256: row.codeSha256 && `\\x${row.codeSha256}`,
    warning_count: row.warningCount,
    error_count: row.errorCount,
    error_group: row.errorGroup,
    verdict: storedVerdict,
    has_output: hasOutput,
    search: row.search,
  };
}

const payloadRecord = ({ row, depth }: WorldExecution) => ({
  id: row.id,
  context: depth.context,
  attributes: depth.attributes,
});

const stepRecords = ({ row, depth }: WorldExecution) =>
  depth.steps.map((step, seq) => ({
    id: row.id,
    seq,
    name: step.name,
    connector: step.connector,
    status: step.status && STEP_STATUS_CODE[step.status],
    duration_ms: step.durationMs,
  }));

const entryRecords = ({ row, depth }: WorldExecution) =>
  depth.entries.map((entry, seq) => ({
    id: row.id,
    seq,
    ...entry,
    level: LEVELS.indexOf(entry.level),
  }));
