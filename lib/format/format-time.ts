/** A moment as its calendar parts in a time zone. */
interface Parts {
  year: string;
  month: number;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** Words are put together here, not by Intl: server and browser have different language data. */
function partsOf(date: Date, zone: string): Parts {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(date)) parts[type] = value;
  return {
    year: parts.year ?? '',
    month: Number(parts.month),
    day: parts.day ?? '',
    hour: parts.hour ?? '',
    minute: parts.minute ?? '',
    second: parts.second ?? '',
  };
}

const millis = (date: Date) => String(date.getUTCMilliseconds()).padStart(3, '0');

/** `Nov 20 09:58:40.243` */
export function formatTime(date: Date, zone: string): string {
  const p = partsOf(date, zone);
  return `${MONTHS[p.month - 1]} ${p.day} ${p.hour}:${p.minute}:${p.second}.${millis(date)}`;
}

/** `2026-11-20 09:58:40.243`, where the year matters. */
export function formatFullTime(date: Date, zone: string): string {
  const p = partsOf(date, zone);
  const month = String(p.month).padStart(2, '0');
  return `${p.year}-${month}-${p.day} ${p.hour}:${p.minute}:${p.second}.${millis(date)}`;
}

/** `Nov 20, 09:58` */
export function formatShortTime(date: Date, zone: string): string {
  const p = partsOf(date, zone);
  return `${MONTHS[p.month - 1]} ${p.day}, ${p.hour}:${p.minute}`;
}

/** `14 minutes ago`. */
export function formatAge(date: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - date.getTime()) / 1000);
  if (seconds < 0) return 'in the future';
  if (seconds < 5) return 'just now';
  for (const [unit, size] of AGE_UNITS) {
    const count = Math.floor(seconds / size);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'just now';
}

const AGE_UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Whether this machine knows the IANA zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}
