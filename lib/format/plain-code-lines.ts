import type { CodeLine } from './code-line.ts';

/** Code without colours, in the same shape. */
export function plainCodeLines(code: string): CodeLine[] {
  return code.split(/\r?\n/).map((line) => (line === '' ? [] : [[line, 'plain']]));
}
