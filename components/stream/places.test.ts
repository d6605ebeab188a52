import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const NOW = Date.UTC(2026, 10, 20, 10);
const MINUTE_MS = 60_000;
const ago = (minutes: number) => `${NOW - minutes * MINUTE_MS}-7`;

async function fresh() {
  vi.resetModules();
  return import('./places');
}

describe('the place from which a list is followed', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is that of the page for the list that came with it', async () => {
    const { whereToGoOn } = await fresh();
    expect(whereToGoOn('p', 'a', { key: 'a', feed: ago(9) })).toBe(ago(9));
  });

  it('is where somebody left a list whose rows are still there', async () => {
    const { wentUpTo, whereToGoOn } = await fresh();
    wentUpTo('p', 'a', ago(3));
    wentUpTo('q', 'a', ago(1));
    expect(whereToGoOn('p', 'a', { key: 'a', feed: ago(9) })).toBe(ago(3));
  });

  it('is that of the page again where the rows of the list have gone', async () => {
    const { wentUpTo, whereToGoOn } = await fresh();
    wentUpTo('p', 'a', ago(6));
    expect(whereToGoOn('p', 'a', { key: 'a', feed: ago(9) })).toBe(ago(9));
  });

  it('is the latest that is known for a list that is about to be read', async () => {
    const { wentUpTo, whereToGoOn } = await fresh();
    wentUpTo('p', 'a', ago(2));
    expect(whereToGoOn('p', 'b', { key: 'a', feed: ago(9) })).toBe(ago(2));
    expect(whereToGoOn('p', 'b', { key: 'a', feed: ago(1) })).toBe(ago(1));
  });
});
