/**
 * Unix milliseconds of an ISO 8601 time, in UTC where it has no zone: never in that of this machine. Null
 * for what is none, and for one before 1970, as the empty time of some languages is.
 */
export function momentMs(text: string | null): number | null {
  if (text === null) return null;
  // `-05` is a zone for ISO 8601 and PostgreSQL, not for Date.
  const whole = text.trim().replace(/([T ][^+-]*[+-]\d\d)$/, '$1:00');
  const hasZone = /[T ].*(?:Z|[+-]\d\d:?\d\d)$/i.test(whole);
  const ms = Date.parse(hasZone ? whole : `${whole}Z`);
  return ms >= 0 ? ms : null;
}
