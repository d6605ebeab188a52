import type { FieldMeaning } from '@/lib/domain/query-fields';
import { timeIntervalMs } from '@/lib/domain/time-range';
import { canonicalDecimal } from './canonical-decimal';
import { nearestName } from './nearest-name';

/** Why a value is none of its field. */
export interface ValueFault {
  /** Follows the name of the field in a sentence. */
  reason: string;
  /** What may stand in its place. */
  instead?: string | null;
}

const DURATION = /^(\d*\.?\d*)(ms|s|m|h)?$/;
const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** About 30 years; keeps what is printed as exact as what was read. */
const MAX_DURATION_MS = 1e12;

/** The spelling that a query keeps: a duration in milliseconds, a plain decimal, the rest as written. */
export function canonicalValue(meaning: FieldMeaning, text: string): string | ValueFault {
  switch (meaning.type) {
    case 'enum':
      if (meaning.values?.includes(text)) return text;
      return {
        reason: `is one of ${meaning.values?.join(', ')}`,
        instead: nearestName(text, meaning.values ?? []),
      };
    case 'number':
      return canonicalDecimal(text) ?? { reason: 'is a number, such as 2 or 1.5' };
    case 'duration':
      return (
        canonicalDuration(text) ?? { reason: 'is a length of time, such as 500ms, 1.5s or 2m' }
      );
    case 'time':
      if (timeIntervalMs(text, 0)) return text;
      return { reason: TIME_REASON, instead: nearTime(text) };
    case 'text':
      return text === '' ? { reason: 'contains any text; empty quotes look for nothing' } : text;
    default:
      return text;
  }
}

const TIME_REASON = 'is a time, such as -2h, 2026-11-01 or 2026-11-01T10:30Z';

function canonicalDuration(text: string): string | null {
  const [, amount, unit = 'ms'] = DURATION.exec(text) ?? [];
  if (amount === undefined) return null;
  const ms = canonicalDecimal(amount, UNIT_MS[unit]);
  return ms !== null && Number(ms) < MAX_DURATION_MS ? ms : null;
}

/** `2h` for `-2h`, a blank for the T. */
function nearTime(text: string): string | null {
  return [`-${text}`, text.replace(' ', 'T')].find((near) => timeIntervalMs(near, 0)) ?? null;
}
