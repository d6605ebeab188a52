import { AlterationLog } from './alteration-log';
import { ObjectReader } from './object-reader';
import type { Refusal, SplitItem } from './split-item';

/** Highest seq: the database keeps it as a signed integer of 32 bits. */
export const MAX_SEQ = 2_147_483_647;

/** The members of a line that is an object, or why it cannot be one of `what`. */
export function lineReader(
  { text, json, hadInvalidUtf8 }: Extract<SplitItem, { ok: true }>,
  what: 'An entry' | 'A step',
): { ok: true; reader: ObjectReader } | { ok: false; refusal: Refusal } {
  const { kind } = json.root;
  if (kind !== 'object') {
    const message = `${what} is a JSON object, this is ${kind}`;
    return { ok: false, refusal: { code: 'not_an_object', message } };
  }
  const alterations = new AlterationLog();
  if (hadInvalidUtf8) {
    alterations.add('', 'invalid_utf8', 'Bytes that are not UTF-8 are shown as U+FFFD');
  }
  return { ok: true, reader: new ObjectReader(text, json.members, '', alterations) };
}

/** Why a line that was read cannot be taken; null when it can. */
export function lineRefusal({ wrongType, refusal }: ObjectReader): Refusal | null {
  if (!wrongType) return refusal;
  const message = `${wrongType.path} is text, a number or a boolean, not ${wrongType.kind}`;
  return { code: 'invalid_type', message };
}

/** JSON text of an object of the members that nothing asked for; null without any. */
export function extraText(reader: ObjectReader): string | null {
  const rest = reader.rest();
  if (rest.length === 0) return null;
  return `{${rest.map(({ keyStart, end }) => reader.text.slice(keyStart, end)).join(',')}}`;
}
