import type { Problem } from '@/lib/query-state/parsed-query';

/**
 * The problems without what is not finished: half a clause is no mistake while somebody types it.
 *
 * @param isOffered whether completions are offered at the caret
 */
export function finishedProblems(
  problems: readonly Problem[],
  text: string,
  caret: number,
  isOffered: boolean,
): readonly Problem[] {
  const awaitsValue = /[:,]/.test(text.charAt(caret - 1));
  return problems.filter(({ to }) => to < caret || !(isOffered || (awaitsValue && to === caret)));
}
