/** How often something holds among those that failed and those that succeeded. */
export interface Shares {
  failed: number;
  failedOf: number;
  succeeded: number;
  succeededOf: number;
}

/** Of 95 %. */
const Z = 1.96;

/** log n! */
const LOG_FACTORIALS = [0];

function logFactorial(n: number): number {
  for (let i = LOG_FACTORIALS.length; i <= n; i += 1) {
    LOG_FACTORIALS.push((LOG_FACTORIALS[i - 1] ?? 0) + Math.log(i));
  }
  return LOG_FACTORIALS[n] ?? 0;
}

const logChoose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/**
 * Fisher's exact test, one-sided: how likely it is that at least so many of those that hold fell among
 * the failed, had failing nothing to do with it. Exact for small samples, where others guess.
 */
export function chanceOf({ failed, failedOf, succeeded, succeededOf }: Shares): number {
  const holding = failed + succeeded;
  const all = failedOf + succeededOf;
  const most = Math.min(holding, failedOf);
  const total = logChoose(all, holding);
  let chance = 0;
  for (let k = failed; k <= most; k += 1) {
    chance += Math.exp(logChoose(failedOf, k) + logChoose(succeededOf, holding - k) - total);
  }
  return Math.min(chance, 1);
}

/**
 * The least by which the share among the failed is larger, with 95 % confidence (Newcombe's interval
 * of Wilson's bounds). Ranks by what is sure rather than by what a few runs happen to show.
 */
export function sureDifference({ failed, failedOf, succeeded, succeededOf }: Shares): number {
  const [p, q] = [failed / failedOf, succeeded / succeededOf];
  const low = wilson(failed, failedOf, -1);
  const high = wilson(succeeded, succeededOf, 1);
  return p - q - Math.hypot(p - low, high - q);
}

function wilson(count: number, of: number, side: -1 | 1): number {
  const share = count / of;
  const square = Z * Z;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  return (share + square / (2 * of) + side * spread) / (1 + square / of);
}
