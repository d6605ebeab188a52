import { beforeEach, expect, it } from 'vitest';
import { takeFromQuota, withQuota } from './quota';

const taken = new Map<string, number>();
const shared = {
  limit: 3,
  take: async (key: string, minute: number, many: number) => {
    const sum = (taken.get(`${key} ${minute}`) ?? 0) + many;
    taken.set(`${key} ${minute}`, sum);
    return sum;
  },
};
const use = (key: string, atMs: number) => takeFromQuota(key, atMs, shared);

const MINUTE_MS = 60_000;
let now = Date.UTC(2026, 10, 20);

beforeEach(() => {
  now += 10 * MINUTE_MS;
});

it('counts each key for itself, and from the next minute on anew', async () => {
  const left = async (key: string, atMs: number) => (await use(key, atMs))?.remaining;
  expect(await left('a', now)).toBe(2);
  expect(await left('a', now + 10)).toBe(1);
  expect(await left('b', now)).toBe(2);
  expect(await left('a', now + 59_999)).toBe(0);
  expect(await use('a', now + 59_999)).toEqual({
    ...{ limit: 3, remaining: 0, resetS: 1, isOver: true },
  });
  expect(await use('b', now + 18_500)).toMatchObject({ resetS: 42, isOver: false });
  expect(await left('a', now + MINUTE_MS)).toBe(2);
});

it('says in every answer what is left, and when to come again only where nothing is', async () => {
  const headersOf = async () => {
    const { headers } = withQuota(new Response('x'), await use('a', now + 18_500));
    return ['ratelimit-policy', 'ratelimit', 'retry-after'].map((name) => headers.get(name));
  };
  const all: Awaited<ReturnType<typeof headersOf>>[] = [];
  for (const _ of [1, 2, 3, 4]) all.push(await headersOf());
  expect(all[0]).toEqual(['"minute";q=3;w=60', '"minute";r=2;t=42', null]);
  expect(all[2]).toEqual(['"minute";q=3;w=60', '"minute";r=0;t=42', null]);
  expect(all[3]).toEqual(['"minute";q=3;w=60', '"minute";r=0;t=42', '42']);
});

it('says nothing where there is no limit', async () => {
  const none = await takeFromQuota('a', now, { ...shared, limit: 0 });
  const { headers } = withQuota(new Response('x'), none);
  expect([...headers.keys()]).toEqual(['content-type']);
});
