import { formatFullTime } from './format-time';

/** What a `datetime-local` input holds for an instant: `2026-11-20T09:58`, in the zone. */
export function toZonedInput(ms: number, zone: string): string {
  return formatFullTime(new Date(ms), zone).slice(0, 16).replace(' ', 'T');
}

/**
 * The instant that a wall clock in the zone shows as `2026-11-20T09:58`. In the hour that a clock
 * change repeats this is one of the two, in the hour that it skips the instant after; null when the
 * text is no date.
 */
export function fromZonedInput(text: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const wanted = Date.parse(`${text.slice(0, 16)}Z`);
  if (Number.isNaN(wanted)) return null;
  let guess = wanted;
  // Each round takes off what the zone's clock is ahead at the guess; two rounds settle it.
  for (let round = 0; round < 2; round += 1) {
    guess -= Date.parse(`${toZonedInput(guess, zone)}Z`) - wanted;
  }
  return guess;
}
