import type { FacetValue } from '@/lib/domain/counts';

/** The most frequent values, and those that were chosen even where they are rare or not there at all. */
export function rankValues(
  values: readonly FacetValue[],
  limit: number,
  chosen: readonly string[],
): { values: FacetValue[]; more: boolean } {
  const ranked = values
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const listed = ranked.filter(({ value }, place) => place < limit || chosen.includes(value));
  const missing = new Set(chosen.filter((value) => listed.every((one) => one.value !== value)));
  return {
    values: [...listed, ...Array.from(missing, (value) => ({ value, count: 0 }))],
    more: ranked.length > limit,
  };
}
