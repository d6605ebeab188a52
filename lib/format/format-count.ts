/** `12,345`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `≈ 12,300`: no more digits than an estimate has. */
export function formatEstimate(count: number): string {
  return `≈ ${formatCount(Number(count.toPrecision(2)))}`;
}

export function formatCounted(count: number, exact: boolean): string {
  return exact ? formatCount(count) : formatEstimate(count);
}
