const NAME_WIDTH = 12;
const DETAIL_WIDTH = 56;

/**
 * Progress as calm aligned lines: `name  detail  time`. Colour and rewriting only on a terminal.
 * @typedef {{ done: (detail: string) => void, failed: (detail: string) => void }} Step
 * @typedef {{
 *   line: (text?: string) => void,
 *   row: (name: string, text: string) => void,
 *   step: (name: string, doing: string) => Step,
 *   bold: (text: string) => string,
 *   dim: (text: string) => string,
 * }} Say
 * @param {NodeJS.WriteStream} stream
 * @returns {Say}
 */
export function createSay(stream = process.stdout) {
  const terminal = stream.isTTY === true && process.env.TERM !== 'dumb';
  const coloured = terminal && !process.env.NO_COLOR;
  const paint = (/** @type {number} */ code) => (/** @type {string} */ text) =>
    coloured ? `\x1b[${code}m${text}\x1b[0m` : text;
  const [bold, red, dim] = [paint(1), paint(31), paint(2)];
  let unfinished = false;
  const line = (text = '') => {
    stream.write(`${unfinished ? '\r\x1b[K' : ''}${text}\n`);
    unfinished = false;
  };
  /** @param {string} name @param {string} text */
  const row = (name, text) => line(`  ${dim(name.padEnd(NAME_WIDTH))}${text}`);
  /** @param {string} name @param {string} doing @returns {Step} */
  const step = (name, doing) => {
    const began = performance.now();
    if (terminal) stream.write(`  ${dim(name.padEnd(NAME_WIDTH))}${doing} ...`);
    unfinished = terminal;
    const end = (/** @type {string} */ text) => {
      const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`;
      row(
        name,
        `${text}${' '.repeat(Math.max(1, DETAIL_WIDTH - text.length))}${dim(seconds.padStart(7))}`,
      );
    };
    return { done: end, failed: (text) => end(red(text)) };
  };
  return { line, row, step, bold, dim };
}
