/** `12,345`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 line`, `1,234 lines`. */
export function formatNoun(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `≈ 12,300`: no more digits than an estimate has. */
export function formatEstimate(count: number): string {
  return `≈ ${formatCount(Number(count.toPrecision(2)))}`;
}

export function formatCounted(count: number, exact: boolean): string {
  return exact ? formatCount(count) : formatEstimate(count);
}
