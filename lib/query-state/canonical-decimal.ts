const DECIMAL = /^([+-]?)(\d{0,40})(?:\.(\d{1,40}))?$/;

/** The one spelling of a decimal number, exact at any length: `-1.5`, `500`. Null for anything else. */
export function canonicalDecimal(text: string, times = 1): string | null {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || whole + fraction === '') return null;
  const digits = (BigInt(whole + fraction) * BigInt(times))
    .toString()
    .padStart(fraction.length + 1, '0');
  const point = digits.length - fraction.length;
  const size = `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/\.?0*$/, '');
  return sign === '-' && size !== '0' ? `-${size}` : size;
}
