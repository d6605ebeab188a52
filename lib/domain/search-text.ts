import { cutText } from './cut-text';

/** Characters; the trigram index grows with every one of them. */
const MAX_SEARCH_LENGTH = 4_000;

export interface SearchableFields {
  requestId: string | null;
  targetRecordId: string | null;
  target: string;
  event: string;
  externalId: string | null;
  actionKeys: readonly string[];
  validationMessage: string | null;
}

/**
 * What quick search looks in: lower-cased values, each after a blank. The identifiers stand first, so
 * that a hundred action keys or a long message cannot push them over the end, and target follows the
 * record id, so that a whole id always has a blank on both sides.
 */
export function searchText(fields: SearchableFields): string {
  const { requestId, targetRecordId, target, event, externalId } = fields;
  const { actionKeys, validationMessage } = fields;
  const values = [requestId, targetRecordId, target, event, externalId, ...actionKeys];
  let text = '';
  for (const value of [
    ...values,
    validationMessage && cutText(validationMessage, MAX_SEARCH_LENGTH),
  ]) {
    if (value) text += ` ${value}`;
  }
  return cutText(text.toLowerCase(), MAX_SEARCH_LENGTH);
}
