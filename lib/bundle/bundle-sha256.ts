import { createHash } from 'node:crypto';

/** The first line that begins the action; the code may hold more of them. */
const BEGIN = /^(?:r'{3}|r"{3})?#>>> action[a-z -]*\n/m;

const RUNTIME = '\n#=== runtime ===\n';

/**
 * Names what a bundle runs, lower-case hex: sha256 of its action, context and recording, from the line
 * that begins the action to the line feed before the runtime, with CRLF as LF. The header above and the
 * runtime below may change without another name. Throws when the text is no bundle.
 */
export function bundleSha256(fileText: string): string {
  const text = fileText.replace(/\r\n/g, '\n');
  const begin = text.search(BEGIN);
  const end = text.lastIndexOf(RUNTIME);
  if (begin < 0 || end < begin) throw new Error('not the text of a bundle');
  return createHash('sha256')
    .update(text.slice(begin, end + 1), 'utf8')
    .digest('hex');
}
