/** A moment as a producer wrote it. */
export interface ParsedTimestamp {
  /** Whole Unix milliseconds. */
  ms: number;
  /** Fraction of the millisecond in [0, 1). */
  subMs: number;
  /** The text had no zone and was read as UTC. */
  assumedUtc: boolean;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,18}))?)? ?([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;
const DECIMAL = /^(\d{1,20})(?:\.(\d{1,18}))?$/;
/** Digits before the point of the present, by unit; nothing else is unambiguous. */
const UNIT_OF_DIGITS = new Map([
  [10, 1_000_000_000n],
  [13, 1_000_000n],
  [16, 1_000n],
  [19, 1n],
]);
/** Last millisecond of the year 9999. */
const MAX_MS = 253_402_300_799_999;

/** ISO 8601, or an epoch number in s, ms, µs or ns; null when it is neither. */
export function parseTimestamp(text: string): ParsedTimestamp | null {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso) return fromIso(iso);
  const decimal = DECIMAL.exec(trimmed);
  if (decimal) return fromEpoch(decimal[1] ?? '', decimal[2] ?? '');
  if (!/^\d+(\.\d+)?[eE]\+?\d+$/.test(trimmed)) return null;
  return fromEpoch(String(Math.trunc(Number(trimmed))), '');
}

function fromEpoch(whole: string, fraction: string): ParsedTimestamp | null {
  const unitNs = UNIT_OF_DIGITS.get(whole.length);
  if (unitNs === undefined || whole.startsWith('0')) return null;
  const billionths = BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  const ns = BigInt(whole) * unitNs + (billionths * unitNs) / 1_000_000_000n;
  return {
    ms: Number(ns / 1_000_000n),
    subMs: Number(ns % 1_000_000n) / 1_000_000,
    assumedUtc: false,
  };
}

function fromIso(match: RegExpExecArray): ParsedTimestamp | null {
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) =>
    Number(match[group] ?? 0),
  ) as [number, number, number, number, number, number];
  // Moments before 1970 are none, wherever on earth they were written down.
  if (year < 1969 || !isDay(year, month, day)) return null;
  // 60 is a leap second: the first moment of the next minute.
  if (hour > 23 || minute > 59 || second > 60) return null;
  const offset = offsetMinutes(match[8]);
  if (offset === null) return null;
  const fraction = (match[7] ?? '').padEnd(3, '0');
  const clock = ((hour * 60 + minute - offset) * 60 + second) * 1000;
  const ms = Date.UTC(year, month - 1, day) + clock + Number(fraction.slice(0, 3));
  if (ms < 0 || ms > MAX_MS) return null;
  // Nanoseconds are as fine as clocks are, and below 1 in a double.
  const subMs = Number(`0.${fraction.slice(3, 9) || '0'}`);
  return { ms, subMs, assumedUtc: match[8] === undefined };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (isLeap ? 1 : 0);
}

function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || 0);
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
