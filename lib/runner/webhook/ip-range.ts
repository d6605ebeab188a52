import { ipBytes } from './ip-bytes';

/** A network: an address and how many of its first bits count. */
export interface IpRange {
  bytes: Uint8Array;
  bits: number;
}

/** Reads `10.0.0.0/8` or a single address; null when it is neither. */
export function parseIpRange(text: string): IpRange | null {
  const [address = '', length, more] = text.trim().split('/');
  const bytes = ipBytes(address);
  if (!bytes || more !== undefined || address.includes('%')) return null;
  const most = bytes.length * 8;
  if (length === undefined) return { bytes, bits: most };
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return bits >= 0 && bits <= most ? { bytes, bits } : null;
}

export function isInRange(address: Uint8Array, { bytes, bits }: IpRange): boolean {
  if (address.length !== bytes.length) return false;
  const whole = bits >> 3;
  for (let at = 0; at < whole; at += 1) if (address[at] !== bytes[at]) return false;
  const rest = bits & 7;
  if (rest === 0) return true;
  const mask = (0xff << (8 - rest)) & 0xff;
  return ((address[whole] ?? 0) & mask) === ((bytes[whole] ?? 0) & mask);
}

/** For lists that are written here. Throws on one that is wrong. */
export function ipRange(text: string): IpRange {
  const range = parseIpRange(text);
  if (!range) throw new Error(`${text} is no network`);
  return range;
}
