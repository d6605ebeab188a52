/**
 * What a zip without the extension for large ones can hold: a number with all of its bits set stands for
 * the extension.
 */
const MAX_BYTES = 0xffff_fffe;
const MAX_FILES = 0xfffe;

/** Throws when a zip of so many files and bytes cannot be written, or strict readers would refuse it. */
export function assertFitsZip(files: number, bytes: number): void {
  if (files > MAX_FILES || bytes > MAX_BYTES) {
    throw new Error('The zip would be larger than a zip can be');
  }
}
