import { describe, expect, it } from 'vitest';
import { EVERY_ENTRY } from '@/lib/domain/entry-filter';
import { parseEntryParams, printEntryFilter, writeEntryParams } from './entry-params';
import { parseEntryExport, parseEntryRequest, parseEntryStream } from './entry-request';

const FILTER = {
  level: 'warning',
  events: ['a,b', 'c\\d'],
  workers: ['w1'],
  attempts: [2, 3],
  q: 'no & revision',
} as const;

describe('which entries a log shows', () => {
  it('is the same after it was written into a URL, beside what a list asks', () => {
    const search = new URLSearchParams('q=status:failed&event=UPDATE');
    writeEntryParams(search, { filter: FILTER, line: 17 });
    expect(parseEntryParams(search)).toEqual({ filter: FILTER, line: 17 });
    expect(search.get('q')).toBe('status:failed');
    writeEntryParams(search, { filter: EVERY_ENTRY, line: null });
    expect(search.toString()).toBe('q=status%3Afailed&event=UPDATE');
  });

  it('is asked of the server in its own words', () => {
    const { filter, limit } = parseEntryRequest(printEntryFilter(FILTER));
    expect(filter).toEqual(FILTER);
    expect(limit).toBe(200);
    expect(parseEntryStream(new URLSearchParams('after=1-2&level=error')).level).toBe('error');
    expect(parseEntryExport(new URLSearchParams('zone=Europe/Berlin')).zone).toBe('Europe/Berlin');
  });

  it.each(['log_level=loud', 'line=-1', 'line=x', 'line=2147483648', 'log_attempt=0,x'])(
    'falls back where a page says %s',
    (text) => {
      expect(parseEntryParams(new URLSearchParams(text))).toEqual({
        filter: EVERY_ENTRY,
        line: null,
      });
    },
  );

  it.each([
    ['level=loud', 'level is one of debug, info, warning, error'],
    ['after=x', 'after is no whole number from 0 to 2147483647'],
    ['attempt=1,x', 'attempt is a number from 1 to 32767'],
    ['limit=0', 'limit is less than 1'],
    ['limit=5000', 'limit is more than 1000'],
    ['seqs=1,a', 'seqs holds what is no seq'],
    ['arrived_after=1', 'arrived_after is no place of the stream: send back its id'],
    ['levels=error', 'There is no parameter levels'],
  ])('is refused where a program says %s', (text, message) => {
    expect(() => parseEntryRequest(new URLSearchParams(text))).toThrow(message);
  });

  it.each(['to=1', 'seqs=1', 'limit=5', 'arrived_after=1-2', 'arrived_until=1-2', 'x='])(
    'is refused where a stream is asked for with %s',
    (text) => {
      const known = 'known are level, event, worker, attempt, q, after';
      expect(() => parseEntryStream(new URLSearchParams(text))).toThrow(
        `There is no parameter ${text.split('=')[0]}; ${known}`,
      );
    },
  );
});
