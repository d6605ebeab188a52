import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents } from '../lib/testing/read-events';

interface FollowedItem {
  seq: number;
  id: string;
  is_new: boolean;
  matches: boolean;
}

export interface Follower {
  /** Items as they came, those that came again included. */
  items: FollowedItem[];
  resets: number;
  /** When a first answer has said that all from then on will come. */
  ready: Promise<void>;
  /** When the executions of all these ids have come. */
  has: (ids: Iterable<string>) => Promise<void>;
  stop: () => void;
}

/**
 * Follows a stream as a browser does: when the line breaks it comes back with the last id that it
 * was told, until it is stopped. `address` is asked each time: a server may have moved.
 */
export function follow(address: () => string, headers: Record<string, string>): Follower {
  const stopped = new AbortController();
  let lastId = '';
  let check = () => {};
  let isReady = () => {};
  const follower: Follower = {
    items: [],
    resets: 0,
    ready: new Promise((resolve) => {
      isReady = resolve;
    }),
    has: (ids) =>
      new Promise((resolve) => {
        const wanted = new Set(ids);
        check = () => {
          for (const { id } of follower.items) wanted.delete(id);
          if (wanted.size === 0) resolve();
        };
        check();
      }),
    stop: () => stopped.abort(),
  };
  async function visit(): Promise<void> {
    const answer = await fetch(address(), {
      headers: lastId === '' ? headers : { ...headers, 'last-event-id': lastId },
      signal: stopped.signal,
    });
    if (!answer.ok) return;
    for await (const { type, id, data } of readEvents(answer.body)) {
      lastId = id;
      if (type === 'ready') isReady();
      if (type === 'reset') follower.resets += 1;
      follower.items.push(...(JSON.parse(data).items ?? []));
      check();
    }
  }
  void (async () => {
    while (!stopped.signal.aborted) {
      // A server that is away or goes away: that is what this is for.
      await visit().catch(() => undefined);
      await sleep(50);
    }
  })();
  return follower;
}
