import type { Traceback } from './read-traceback';

const AT =
  /^\s{1,8}at (?:async |new )?(?:([\w$.<>[\] ]{1,300}?) ?\()?([^()\s]{1,1000}?)(?::\d+){0,2}\)?$/;
const HEADER =
  /^(?:Uncaught |Exception in thread "[^"]{0,200}" )?([A-Za-z_$][\w$.]{0,300}): ?(.*)$/;
const BARE_HEADER = /^((?:[A-Za-z_$][\w$]{0,100}\.)*[A-Za-z_$][\w$]{0,100}(?:Error|Exception))$/;
const FOREIGN = /^(?:node:|internal\/)|[\\/]node_modules[\\/]/;
/** Lines between a header and its first frame: a message of several lines. */
const MAX_MESSAGE_LINES = 20;

/** The last uncaught error of JavaScript or Java in a text: what was raised is printed before its causes. */
export function readStack(text: string): Traceback | null {
  const lines = text.split(/\r?\n/);
  for (let first = lines.length - 1; first > 0; first -= 1) {
    const isFirst = AT.test(lines[first] ?? '') && !AT.test(lines[first - 1] ?? '');
    if (!isFirst) continue;
    const header = readHeader(lines, first);
    if (header) return { ...header, frames: frameOf(lines, first) };
  }
  return null;
}

function readHeader(lines: readonly string[], first: number) {
  for (let at = first - 1; at >= 0 && at >= first - MAX_MESSAGE_LINES; at -= 1) {
    const line = lines[at] ?? '';
    if (/^(?:Caused by: |\s{1,8}at )/.test(line)) return null;
    const match = HEADER.exec(line) ?? BARE_HEADER.exec(line);
    if (match?.[1]) return { exceptionType: match[1], message: match[2] ?? '' };
  }
  return null;
}

/** The innermost frame that is not of the platform or of a package. */
function frameOf(lines: readonly string[], first: number): Traceback['frames'] {
  for (let at = first; at < lines.length; at += 1) {
    const match = AT.exec(lines[at] ?? '');
    if (!match) break;
    const [, name, place = ''] = match;
    if (!FOREIGN.test(place)) {
      return [{ file: place, line: 0, function: name ?? '<anonymous>', text: null }];
    }
  }
  return [];
}
