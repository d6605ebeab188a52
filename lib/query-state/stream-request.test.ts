import { describe, expect, it } from 'vitest';
import { parseStreamRequest } from './stream-request';

const parse = (query: string) => parseStreamRequest(new URLSearchParams(query));

describe('the query of a stream', () => {
  it('is that of the list, beside where the reader was', () => {
    expect(parse('after=1-2&since=-2h').range).toEqual({ since: '-2h', until: null });
  });

  it.each(['status=broken', 'limit=3', 'order=oldest', 'cursor=x', 'nonsense=1', 'since=soon'])(
    'is refused in words for %s',
    (query) => expect(() => parse(query)).toThrow(/^\S.+/),
  );
});
