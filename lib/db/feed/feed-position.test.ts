import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePosition, positionAfter, printPosition } from './feed-position';

const xid = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

describe('a position of the feed', () => {
  it('comes back from its text', () => {
    const position = fc.record({
      atMs: fc.integer({ min: 0, max: 10 ** 14 }),
      nextXid: xid,
      openXids: fc.array(xid, { maxLength: 60 }),
    });
    fc.assert(
      fc.property(position, (one) => {
        expect(parsePosition(printPosition(one))).toEqual(one);
      }),
    );
  });

  it.each([
    '',
    '1',
    '1-',
    '-1-2',
    '1-2-x',
    "1-2'; drop table runlens.feed",
    '1-99999999999999999999',
    `1-2${'-3'.repeat(300)}`,
    '1-2\n',
  ])('is not read from %j', (text) => expect(parsePosition(text)).toBeNull());

  it('leaves open what was open below the highest transaction read, and nothing above', () => {
    const read = (snapshot: string) => positionAfter(snapshot, { atMs: 5, lastXid: 20n });
    expect(read('18:30:18,19,25').openXids).toEqual([18n, 19n]);
    expect(read('18:30:18,19,25').nextXid).toBe(21n);
    expect(read('30:30:').openXids).toEqual([]);
  });
});
