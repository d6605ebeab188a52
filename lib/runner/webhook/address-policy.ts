import { ipBytes } from './ip-bytes';
import { type IpRange, ipRange, isInRange } from './ip-range';

const ranges = (...texts: string[]) => texts.map(ipRange);

/** IANA's special-purpose registry: everything that is not on the public Internet. */
const CLOSED_V4 = ranges(
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
);

/** Of IPv6 only global unicast is public, and these parts of it are not. */
const OPEN_V6 = ipRange('2000::/3');
const CLOSED_V6 = ranges('2001::/23', '2001:db8::/32', '3fff::/20', '2620:4f:8000::/48');

/** Addresses that carry one of IPv4, and where it stands in them. */
const CARRIERS: readonly { range: IpRange; at: number; invert?: boolean }[] = [
  { range: ipRange('::ffff:0:0/96'), at: 12 }, // mapped
  { range: ipRange('::ffff:0:0:0/96'), at: 12 }, // translated (SIIT)
  { range: ipRange('::/96'), at: 12 }, // compatible, deprecated
  { range: ipRange('64:ff9b::/96'), at: 12 }, // NAT64
  { range: ipRange('64:ff9b:1::/48'), at: 12 }, // NAT64 of a local network
  { range: ipRange('2002::/16'), at: 2 }, // 6to4
  { range: ipRange('2001::/32'), at: 4 }, // Teredo: its server
  { range: ipRange('2001::/32'), at: 12, invert: true }, // Teredo: its client
];

/** Where clouds keep the keys of their machines; no allowance opens them. */
const NEVER = ranges('169.254.0.0/16', 'fe80::/10', 'fd00:ec2::/32');

const MAPPED = ipRange('::ffff:0:0/96');

/** Judged by what they carry alone. Teredo and a local gateway's addresses are closed by themselves. */
const OPEN_CARRIERS = [MAPPED, ...ranges('64:ff9b::/96', '2002::/16')];

export interface AddressPolicy {
  /** Networks that an administrator has opened, such as the office's own. */
  allowed: readonly IpRange[];
  /** Of the database of Runlens, which nothing may talk to. */
  databasePort: number | null;
}

/**
 * Why a webhook must not go to an address, in words; null where it may. IPv6 is unwrapped: what reaches an
 * address of IPv4 through a gateway is as closed as that address.
 */
export function whyClosed(address: string, port: number, policy: AddressPolicy): string | null {
  const bytes = ipBytes(address);
  if (!bytes) return `${address} is no address`;
  const every = [bytes, ...carried(bytes)];
  if (every.some((one) => NEVER.some((range) => isInRange(one, range)))) {
    return `${address} is an address of this machine's own link, which no webhook may reach`;
  }
  // The address itself, or the one of IPv4 that is the same: not what a gateway makes of it.
  const same = every.slice(0, isInRange(bytes, MAPPED) ? 2 : 1);
  const isAllowed = same.some((one) => policy.allowed.some((range) => isInRange(one, range)));
  const isClosed = every.some((one, place) =>
    place === 0 && isOpenCarrier(bytes) ? false : !isPublic(one),
  );
  if (port === policy.databasePort && (isAllowed || isClosed)) {
    return `${address}:${port} is the port of the database of Runlens`;
  }
  if (isAllowed || !isClosed) return null;
  return `${address} is not on the public Internet. Whoever runs Runlens can open its network with RUNLENS_WEBHOOK_ALLOW_CIDRS`;
}

function isPublic(bytes: Uint8Array): boolean {
  if (bytes.length === 4) return !CLOSED_V4.some((range) => isInRange(bytes, range));
  return isInRange(bytes, OPEN_V6) && !CLOSED_V6.some((range) => isInRange(bytes, range));
}

const isOpenCarrier = (bytes: Uint8Array) => OPEN_CARRIERS.some((range) => isInRange(bytes, range));

function carried(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length !== 16) return [];
  const found = CARRIERS.filter(({ range }) => isInRange(bytes, range)).map(({ at, invert }) =>
    bytes.slice(at, at + 4).map((byte) => (invert ? byte ^ 0xff : byte)),
  );
  return isIsatap(bytes) ? [...found, bytes.slice(12)] : found;
}

/** ISATAP: the second half begins with 0000:5efe or 0200:5efe, in any network. */
function isIsatap(bytes: Uint8Array): boolean {
  const [a = 0, b, c, d] = bytes.slice(8, 12);
  return (a & 0xfd) === 0 && b === 0 && c === 0x5e && d === 0xfe;
}
