import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents } from '../lib/testing/read-events';

interface EntryReading {
  /** Seqs as they came, those that came again included. */
  seqs: number[];
  visits: number;
  /** Types of events that are neither entries nor beats. */
  others: string[];
}

/**
 * Reads the entries of an execution to their end as a browser does: when the line breaks it comes back
 * with the last id that it was told. `address` is asked each time: a server may have moved.
 * @param most of a visit, in events, after which the reader breaks the line itself
 */
export async function followEntries(
  address: () => string,
  headers: Record<string, string>,
  most: (visit: number) => number = () => Number.POSITIVE_INFINITY,
): Promise<EntryReading> {
  const reading: EntryReading = { seqs: [], visits: 0, others: [] };
  let lastId = '';
  /** Whether the end was told. */
  async function visit(): Promise<boolean> {
    const stopped = new AbortController();
    const answer = await fetch(address(), {
      headers: lastId === '' ? headers : { ...headers, 'last-event-id': lastId },
      signal: stopped.signal,
    });
    if (!answer.ok) return false;
    let left = most(reading.visits);
    try {
      for await (const { type, id, data } of readEvents(answer.body)) {
        lastId = id;
        if (type === 'entry') reading.seqs.push(JSON.parse(data).seq);
        else if (type !== 'beat') reading.others.push(type);
        left -= 1;
        if (type === 'end') return true;
        if (left <= 0) return false;
      }
    } finally {
      stopped.abort();
    }
    return false;
  }
  for (;;) {
    // A server that is away or goes away: that is what this is for.
    const isOver = await visit().catch(() => false);
    reading.visits += 1;
    if (isOver) return reading;
    await sleep(10);
  }
}
