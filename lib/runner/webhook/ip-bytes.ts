import { isIP } from 'node:net';

/** The 4 or 16 bytes of an address, without its zone; null when it is none. */
export function ipBytes(text: string): Uint8Array | null {
  const address = text.replace(/%.*$/s, '');
  if (isIP(address) === 4) return Uint8Array.from(address.split('.').map(Number));
  if (isIP(address) !== 6) return null;
  const [head = '', tail] = address.split('::');
  const front = words(head);
  const back = tail === undefined ? [] : words(tail);
  const gap = tail === undefined ? 0 : 8 - front.length - back.length;
  const all = [...front, ...Array<number>(gap).fill(0), ...back];
  return Uint8Array.from(all.flatMap((word) => [word >> 8, word & 255]));
}

/** Groups of 16 bits; the last two may be written as an address of four numbers. */
function words(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
