import type { Saying } from '@/lib/domain/difference';
import { visibleLine } from './visible-line';

/** What is said of a path, after its name: `is null`, `is missing`, `is at least 100`. */
export function sayingLabel(saying: Saying): string {
  switch (saying.kind) {
    case 'is':
    case 'is not':
      return `${saying.kind} ${valueText(saying.value)}`;
    case 'at least':
    case 'at most':
      return `is ${saying.kind} ${saying.value}`;
    default:
      return `is ${saying.kind}`;
  }
}

/** An empty text would be nothing to see. */
const valueText = (value: string) => (value === '' ? 'empty' : visibleLine(value));

/** `96 %`, and never 0 or 100 for what is neither. */
export function shareLabel(count: number, of: number): string {
  if (of === 0) return '–';
  const share = (count / of) * 100;
  if (share > 0 && share < 1) return '< 1 %';
  if (share < 100 && share > 99) return '> 99 %';
  return `${Math.round(share)} %`;
}
