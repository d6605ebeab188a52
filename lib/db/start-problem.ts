/** A start that failed for a cause which the person can act on. The message says what to do. */
export class StartProblem extends Error {
  override name = 'StartProblem';
}
