/**
 * Ends the start with what is wrong and what to do about it.
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  process.stderr.write(`\nRunlens did not start: ${message}\n`);
  process.exit(1);
}
