import { createHash } from 'node:crypto';

const BEGIN = /(?:^|\n)(?:r'{3}|r"{3}|)#>>> action[a-z -]*\n/;
const RUNTIME = '\n#=== runtime ===\n';

/**
 * SHA-256, in hex, of what a bundle is about: action, context and recording as they stand in the file.
 * The comments above and the runtime below count for nothing, nor does an editor that turned the line
 * ends to CRLF. `python3 FILE --verify --report` gives the same. Throws when the file has lost the lines
 * that mark its parts.
 */
export function bundleSha256(fileText: string): string {
  const text = fileText.replaceAll('\r\n', '\n');
  const begin = BEGIN.exec(text);
  const end = text.lastIndexOf(RUNTIME);
  if (!begin || end < begin.index) throw new Error('the file has lost a line that marks its parts');
  const from = begin.index + (begin[0].startsWith('\n') ? 1 : 0);
  return createHash('sha256')
    .update(text.slice(from, end + 1))
    .digest('hex');
}
