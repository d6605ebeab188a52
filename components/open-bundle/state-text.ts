import type { CheckedState } from './read-opened-file';

/** In a list, where the name stands beside it. */
export const STATE_WORD: Record<CheckedState, string> = {
  whole: 'whole',
  changed: 'changed',
  unlisted: 'not in the manifest',
  unchecked: 'not checked',
};

/** What the checksum of a file says. */
export const STATE_TEXT: Record<CheckedState, string> = {
  whole: 'Whole: as it was when the zip was written',
  changed: 'Changed since the zip was written',
  unlisted: 'Not in the zip’s manifest',
  unchecked: 'Not checked: there is no manifest, or the page has no secure origin',
};
