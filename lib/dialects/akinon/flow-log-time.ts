/** Unix milliseconds as text, as main logs have it. */
export function epochText(date: Date): string {
  return String(date.getTime());
}

/**
 * `2023-06-23T11:33:42.00073+00:00`, as sub and line logs have it: microseconds without zeros at the end.
 * @param ms Unix milliseconds, with a fraction
 */
export function offsetTime(ms: number): string {
  const micros = Math.round(ms * 1_000);
  const seconds = Math.floor(micros / 1_000_000);
  const fraction = String(micros - seconds * 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const start = new Date(seconds * 1_000).toISOString().slice(0, 19);
  return `${start}${fraction === '' ? '' : `.${fraction}`}+00:00`;
}
