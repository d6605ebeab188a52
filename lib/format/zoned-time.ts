import { formatFullTime } from './format-time';

/** What a `datetime-local` input holds for an instant: `2026-11-20T09:58`, in the zone. */
export function toZonedInput(ms: number, zone: string): string {
  return formatFullTime(new Date(ms), zone).slice(0, 16).replace(' ', 'T');
}

const DAY_MS = 86_400_000;

/**
 * The instant that a wall clock in the zone shows as `2026-11-20T09:58`. In the hour that a clock
 * change repeats this is the earlier one where a range begins and the later one where it ends; in the
 * hour that it skips, the instant after. Null when the text is no date.
 */
export function fromZonedInput(text: string, zone: string, end: 'since' | 'until'): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const wanted = Date.parse(`${text.slice(0, 16)}Z`);
  if (Number.isNaN(wanted)) return null;
  // What the zone's clock is ahead on the day before and on the day after.
  const instants = [wanted - DAY_MS, wanted + DAY_MS].map(
    (near) => wanted - (Date.parse(`${toZonedInput(near, zone)}Z`) - near),
  );
  const shown = instants.filter((ms) => toZonedInput(ms, zone) === text.slice(0, 16));
  if (shown.length === 0) return Math.max(...instants);
  return end === 'since' ? Math.min(...shown) : Math.max(...shown);
}
