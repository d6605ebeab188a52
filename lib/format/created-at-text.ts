import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import { isoInZone } from './iso-in-zone';

/** Parts of a millisecond that an id tells apart. */
const FRACTIONS = 4_096;

/**
 * `created_at` with the part of the millisecond that is in the id, in the fewest digits that tell it: the same
 * execution sent again with it gets the same id, and microseconds come back as they were sent. One from the
 * future has another time in its id.
 */
export function createdAtText(
  { id, createdAt }: { id: ExecutionId; createdAt: Date },
  zone = 'UTC',
): string {
  // To work out a zone takes ten times as long as all the rest.
  const text = zone === 'UTC' ? createdAt.toISOString() : isoInZone(createdAt, zone);
  const fraction = Number.parseInt(id.slice(15, 18), 16);
  if (fraction === 0 || timeOfId(id) !== createdAt.getTime()) return text;
  return text.replace(/\.\d{3}/, (ms) => ms + digitsOf(fraction));
}

/** Three digits after those of the millisecond where they do, else four. */
function digitsOf(fraction: number): string {
  const thousandths = Math.ceil((fraction * 1_000) / FRACTIONS);
  if (thousandths * FRACTIONS < (fraction + 1) * 1_000) return String(thousandths).padStart(3, '0');
  return String(Math.ceil((fraction * 10_000) / FRACTIONS)).padStart(4, '0');
}
