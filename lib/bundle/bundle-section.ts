const BEGIN = /(?:^|\n)(?:r'{3}|r"{3}|)#>>> action[a-z -]*\n/;
const RUNTIME = '\n#=== runtime ===\n';

/**
 * What a bundle is about: action, context and recording as they stand in the file, for a hash. The
 * comments above and the runtime below count for nothing, nor does an editor that turned the line ends to
 * CRLF; `bundle_sha256` of verify.py cuts the same. Throws when the file has lost the lines that mark its
 * parts.
 */
export function bundleSection(fileText: string): string {
  const text = fileText.replaceAll('\r\n', '\n');
  const begin = BEGIN.exec(text);
  const end = text.lastIndexOf(RUNTIME);
  if (!begin || end < begin.index) throw new Error('the file has lost a line that marks its parts');
  const from = begin.index + (begin[0].startsWith('\n') ? 1 : 0);
  return text.slice(from, end + 1);
}
