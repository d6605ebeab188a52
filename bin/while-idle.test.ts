import { describe, expect, it } from 'vitest';
import { whileIdle } from './while-idle';

/** Work that ends when the test says so. */
function gated(most = 10) {
  const begun: string[] = [];
  let end: (() => void) | null = null;
  const work = (item: string) =>
    new Promise<void>((resolve) => {
      begun.push(item);
      end = resolve;
    });
  const idle = whileIdle(work, most);
  const endOne = async () => {
    end?.();
    // What follows begins in the same turn of the loop.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, endOne, ...idle };
}

const busy = () => true;
const free = () => false;

describe('work for idle moments', () => {
  it('begins when nothing else is to be done, one at a time and in its order', async () => {
    const { add, begun, endOne } = gated();
    add('a', free);
    add('b', free);
    expect(begun).toEqual(['a']);
    await endOne();
    expect(begun).toEqual(['a', 'b']);
  });

  it('waits while something else is to be done, also what had its turn', async () => {
    const { add, resume, begun, endOne } = gated();
    add('a', busy);
    resume(busy);
    expect(begun).toEqual([]);
    let isBusy = false;
    add('b', () => isBusy);
    expect(begun).toEqual(['a']);
    isBusy = true;
    await endOne();
    expect(begun).toEqual(['a']);
    resume(free);
    expect(begun).toEqual(['a', 'b']);
  });

  it('leaves out what does not fit, and what waits when it is stopped', async () => {
    const { add, begun, endOne, stop } = gated(2);
    for (const item of ['a', 'b', 'c', 'd']) add(item, free);
    const stopped = stop();
    await endOne();
    await stopped;
    expect(begun).toEqual(['a']);
    const other = gated(2);
    for (const item of ['a', 'b', 'c']) other.add(item, busy);
    other.resume(free);
    await other.endOne();
    await other.endOne();
    expect(other.begun).toEqual(['a', 'b']);
  });
});
