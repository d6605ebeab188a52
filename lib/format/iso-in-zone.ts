import { formatFullTime } from './format-time';

/** `2026-11-20T10:58:40.243+01:00`: the instant in the zone, with the zone's offset at that instant. */
export function isoInZone(date: Date, zone: string): string {
  const wall = formatFullTime(date, zone).replace(' ', 'T');
  const minutes = Math.round((Date.parse(`${wall}Z`) - date.getTime()) / 60_000);
  if (minutes === 0) return `${wall}Z`;
  const size = Math.abs(minutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${wall}${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
