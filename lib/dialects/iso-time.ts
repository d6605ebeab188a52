/** ISO 8601 in UTC; whole seconds without a fraction, as the documents of other systems write them. */
export function isoTime(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
