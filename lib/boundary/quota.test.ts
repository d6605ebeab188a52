import { beforeEach, expect, it, vi } from 'vitest';
import { takeFromQuota, withQuota } from './quota';

const settings = vi.hoisted(() => ({ rateLimit: 3 }));
vi.mock('@/lib/env', () => ({ env: () => settings }));

const MINUTE_MS = 60_000;
let now = Date.UTC(2026, 10, 20);

beforeEach(() => {
  settings.rateLimit = 3;
  now += 10 * MINUTE_MS;
});

it('counts each key for itself, and from the next minute on anew', () => {
  const left = (key: string, atMs: number) => takeFromQuota(key, atMs)?.remaining;
  expect([left('a', now), left('a', now + 10), left('b', now), left('a', now + 59_999)]).toEqual([
    2, 1, 2, 0,
  ]);
  expect(takeFromQuota('a', now + 59_999)).toEqual({
    ...{ limit: 3, remaining: 0, resetS: 1, isOver: true },
  });
  expect(takeFromQuota('b', now + 18_500)).toMatchObject({ resetS: 42, isOver: false });
  expect(left('a', now + MINUTE_MS)).toBe(2);
});

it('says in every answer what is left, and when to come again only where nothing is', () => {
  const headersOf = () => {
    const { headers } = withQuota(new Response('x'), takeFromQuota('a', now + 18_500));
    return ['ratelimit-policy', 'ratelimit', 'retry-after'].map((name) => headers.get(name));
  };
  const all = Array.from({ length: 4 }, headersOf);
  expect(all[0]).toEqual(['"minute";q=3;w=60', '"minute";r=2;t=42', null]);
  expect(all[2]).toEqual(['"minute";q=3;w=60', '"minute";r=0;t=42', null]);
  expect(all[3]).toEqual(['"minute";q=3;w=60', '"minute";r=0;t=42', '42']);
});

it('says nothing where there is no limit', () => {
  settings.rateLimit = 0;
  const { headers } = withQuota(new Response('x'), takeFromQuota('a', now));
  expect([...headers.keys()]).toEqual(['content-type']);
});
