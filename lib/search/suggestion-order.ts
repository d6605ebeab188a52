import type { Suggestion } from '@/lib/domain/suggestion';

/** The most common first, then by the alphabet. */
export function inOrder(a: Suggestion, b: Suggestion): number {
  return (b.count ?? 0) - (a.count ?? 0) || (a.text < b.text ? -1 : 1);
}
