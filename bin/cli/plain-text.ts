import { visibleText } from '@/lib/format/visible-text';

/** Text of a log as one line for a terminal: what could move its cursor or reorder it has a name. */
export function plainText(text: string): string {
  return visibleText(text.replace(/\s*(?:\r\n|\r|\n)\s*/g, ' ↵ ').replaceAll('\t', ' '))
    .map(([run, isBadge]) => (isBadge ? `<${run}>` : run))
    .join('');
}
