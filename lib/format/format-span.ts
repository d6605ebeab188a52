import { formatFullTime, formatShortTime } from './format-time';

const MINUTE_MS = 60_000;

/** `Nov 20, 09:00 – 10:00`, `Nov 20, 00:00 – Nov 21, 00:00`; with seconds where they matter. */
export function formatSpan(fromMs: number, toMs: number, zone: string): string {
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const seconds = fromMs % MINUTE_MS !== 0 || toMs % MINUTE_MS !== 0;
  const text = (date: Date) =>
    formatShortTime(date, zone) + (seconds ? formatFullTime(date, zone).slice(16, 19) : '');
  const [start, end] = [text(from), text(to)];
  const day = start.slice(0, start.indexOf(',') + 2);
  return `${start} – ${end.startsWith(day) ? end.slice(day.length) : end}`;
}
