/** Digits of the fraction that are tried. */
const MAX_DIGITS = 6;

/**
 * The number with the fewest digits in (low, high], as a plain decimal: 100 between 99.7 and 101.3.
 * Null when there is none without an exponent.
 */
export function roundBetween(low: number, high: number): string | null {
  if (!(low < high) || Math.abs(high) >= 1e15 || Math.abs(low) >= 1e15) return null;
  for (let size = 1e15; size >= 10 ** -MAX_DIGITS; size /= 10) {
    const text = plain(Math.floor(high / size) * size, size);
    if (Number(text) > low && Number(text) <= high) return text;
  }
  return null;
}

function plain(value: number, size: number): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(size) - 1e-9));
  const text = value.toFixed(digits).replace(/^-0$/, '0');
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
