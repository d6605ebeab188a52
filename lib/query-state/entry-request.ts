import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import { type EntryPosition, parseEntryPosition } from '@/lib/domain/entry-position';
import { LEVELS } from '@/lib/domain/level';
import { isTimeZone } from '@/lib/format/format-time';
import { MAX_ATTEMPT } from './attempt-request';
import { parseValueList } from './value-list';

/** Entries of one page of the API, and most that one request may ask for. */
const PAGE = 200;
const MAX_PAGE = 1_000;
const MAX_SEQ = 2_147_483_647;
export const MAX_ENTRY_Q = 500;

export interface EntryRequest {
  filter: EntryFilter;
  range: {
    after: number | null;
    to: number | null;
    seqs: readonly number[] | null;
    arrivedAfter: EntryPosition | null;
    arrivedUntil: EntryPosition | null;
  };
  limit: number;
}

const whole = (text: string) => (/^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN);
const isSeq = (text: string) => whole(text) >= -1 && whole(text) <= MAX_SEQ;
const isAttempt = (text: string) => whole(text) >= 1 && whole(text) <= MAX_ATTEMPT;
const seq = z.string().refine(isSeq, `is no whole number from 0 to ${MAX_SEQ}`).transform(Number);
/** Sent as text, as all that is in a URL; a reader of the API sends a number. */
const SEQ_META = { type: 'integer', minimum: -1, maximum: MAX_SEQ } as const;
const position = z
  .string()
  .refine(
    (text) => parseEntryPosition(text) !== null,
    'is no place of the stream: send back its id',
  )
  .transform(parseEntryPosition);

const filterShape = {
  level: z
    .enum(LEVELS, { error: `is one of ${LEVELS.join(', ')}` })
    .describe('The least level: `warning` gives errors as well'),
  event: z.string().describe('Of one of these events, with commas between'),
  worker: z.string().describe('Of one of these workers, with commas between'),
  attempt: z
    .string()
    .refine((text) => parseValueList(text).every(isAttempt), `is a number from 1 to ${MAX_ATTEMPT}`)
    .describe('Of one of these attempts, with commas between'),
  q: z
    .string()
    .max(MAX_ENTRY_Q, `has more than ${MAX_ENTRY_Q} characters`)
    .describe('What the message, the event or the data holds'),
};

/** The parameters that a stream of entries has in common with a list of them. */
export const entryFilterShape = z.object(filterShape).partial();

export const entryRequestShape = z
  .object({
    ...filterShape,
    after: seq.meta({ ...SEQ_META, description: 'The seq behind which the page begins' }),
    to: seq.meta({ ...SEQ_META, description: 'The last seq' }),
    seqs: z
      .string()
      .refine((text) => parseValueList(text).every(isSeq), 'holds what is no seq')
      .transform((text) => parseValueList(text).map(Number))
      .refine((seqs) => seqs.length <= MAX_PAGE, `names more than ${MAX_PAGE}`)
      .describe('These alone, with commas between'),
    arrived_after: position.describe('Stored behind this place of the stream'),
    arrived_until: position.describe('Stored up to this place of the stream'),
    limit: z.coerce
      .number({ error: 'is no number' })
      .int()
      .min(1, 'is less than 1')
      .max(MAX_PAGE, `is more than ${MAX_PAGE}`)
      .describe(`Most entries of the page; ${PAGE} unless it is said`),
  })
  .partial();

/**
 * The query of the routes that give entries of one execution: which of them, and of what part. Throws
 * `invalid_input` for what makes no sense, and for a parameter that there is not.
 * @param others further parameters that the route reads itself
 */
export function parseEntryRequest(
  search: URLSearchParams,
  others: readonly string[] = [],
): EntryRequest {
  refuseOthers(search, [...entryRequestShape.keyof().options, ...others]);
  const parsed = entryRequestShape.safeParse(Object.fromEntries(search));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError('invalid_input', `${issue?.path.join('.')} ${issue?.message}`);
  }
  const asked = parsed.data;
  return {
    filter: filterOf({ ...asked, level: asked.level ?? null }),
    range: {
      after: asked.after ?? null,
      to: asked.to ?? null,
      seqs: asked.seqs ?? null,
      arrivedAfter: asked.arrived_after ?? null,
      arrivedUntil: asked.arrived_until ?? null,
    },
    limit: asked.limit ?? PAGE,
  };
}

function refuseOthers(search: URLSearchParams, known: readonly string[]): void {
  const unknown = Array.from(search.keys()).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const message = `There is no parameter ${unknown}; known are ${known.join(', ')}`;
  throw new AppError('invalid_input', message);
}

/** The query of a stream of entries: the filter, and `after` as a place of the stream. */
export function parseEntryStream(search: URLSearchParams): EntryFilter {
  refuseOthers(search, [...entryFilterShape.keyof().options, 'after']);
  const filter = new URLSearchParams(search);
  filter.delete('after');
  return parseEntryRequest(filter).filter;
}

/** The query of an export of entries: the filter, and the IANA zone of the times. */
export function parseEntryExport(search: URLSearchParams): { filter: EntryFilter; zone: string } {
  const zone = search.get('zone') ?? 'UTC';
  if (!isTimeZone(zone)) throw new AppError('invalid_input', 'zone is no time zone');
  return { filter: parseEntryRequest(search, ['zone']).filter, zone };
}

/** The seq that a text names, or null. */
export function parseSeq(text: string): number | null {
  return isSeq(text) && whole(text) >= 0 ? whole(text) : null;
}

/** A filter of texts that were checked. */
export function filterOf(texts: {
  level: EntryFilter['level'];
  event?: string;
  worker?: string;
  attempt?: string;
  q?: string;
}): EntryFilter {
  const list = (text = '') => parseValueList(text.replaceAll('\0', '␀'));
  return {
    level: texts.level,
    events: list(texts.event),
    workers: list(texts.worker),
    attempts: list(texts.attempt).filter(isAttempt).map(Number),
    // Stored as its picture.
    q: (texts.q ?? '').replaceAll('\0', '␀'),
  };
}
