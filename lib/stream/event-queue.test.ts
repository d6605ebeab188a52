import { describe, expect, it } from 'vitest';
import { readEvents } from '@/lib/testing/read-events';
import { encodeEvent } from './encode-event';
import { EventQueue } from './event-queue';

const event = (id: string, size = 0) =>
  encodeEvent('executions', { id, json: JSON.stringify({ text: 'x'.repeat(size) }) });

/** What a reader gets who begins to read now, up to the event with this id. */
async function readUntil(queue: EventQueue, last: string): Promise<string[]> {
  const seen: string[] = [];
  for await (const { type, id } of readEvents(queue.stream)) {
    seen.push(`${type} ${id}`);
    if (id === last) break;
  }
  return seen;
}

describe('the events that wait for a reader', () => {
  it('come in their order, to one who waits and to one who comes late', async () => {
    const queue = new EventQueue(() => {});
    queue.offer(event('1'), '1');
    const reading = readUntil(queue, '3');
    queue.offer(event('2'), '2');
    queue.offer(event('3'), '3');
    expect(await reading).toEqual(['executions 1', 'executions 2', 'executions 3']);
  });

  it.each([
    ['many', 2_500, 10],
    ['large', 30, 100_000],
  ])(
    'are replaced by a reset where they are too %s, and go on after it',
    async (_, count, size) => {
      const queue = new EventQueue(() => {});
      const ids = Array.from({ length: count }, (__, index) => String(index));
      for (const id of ids) queue.offer(event(id, size), id);
      const seen = await readUntil(queue, String(count - 1));
      const first = Number(seen[0]?.split(' ')[1]);
      expect(seen[0]).toBe(`reset ${first}`);
      // Nothing between the reset and the end is missing.
      expect(seen.slice(1)).toEqual(ids.slice(first + 1).map((id) => `executions ${id}`));
      expect(first).toBeGreaterThan(0);
    },
  );

  it('never hold more than a megabyte and one event', () => {
    const queue = new EventQueue(() => {});
    let most = 0;
    const offered = event('1', 400_000);
    for (let turn = 0; turn < 50; turn += 1) {
      queue.offer(offered, '1');
      most = Math.max(most, queue.waitingBytes);
    }
    expect(most).toBeLessThan(1_000_000);
  });

  it('end for the reader when they are ended, once', async () => {
    let left = 0;
    const queue = new EventQueue(() => {
      left += 1;
    });
    const reading = readUntil(queue, 'never');
    queue.end();
    queue.end();
    expect(await reading).toEqual([]);
    queue.offer(event('1'), '1');
    expect(left).toBe(1);
  });

  it('are let go of when the reader goes away', async () => {
    let left = 0;
    const queue = new EventQueue(() => {
      left += 1;
    });
    queue.offer(event('1'), '1');
    expect(await readUntil(queue, '1')).toEqual(['executions 1']);
    expect(left).toBe(1);
  });

  it('tell a reader who takes nothing from one who waits', async () => {
    const queue = new EventQueue(() => {});
    expect(queue.isStuck()).toBe(false);
    queue.offer(event('1'), '1');
    expect(queue.isStuck()).toBe(true);
    await readUntil(queue, '1');
    queue.offer(event('2'), '2');
    expect(queue.isStuck()).toBe(false);
  });
});
