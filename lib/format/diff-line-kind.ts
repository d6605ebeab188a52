export type DiffLineKind = 'added' | 'removed' | 'place' | 'equal';

/** What a line of a unified diff says. The two lines that name the files are no change. */
export function diffLineKind(line: string): DiffLineKind {
  if (line.startsWith('@@') || line.startsWith('+++ ') || line.startsWith('--- ')) return 'place';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'equal';
}
