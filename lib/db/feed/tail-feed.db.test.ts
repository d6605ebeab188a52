import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ProjectId } from '@/lib/domain/project';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { disconnect } from '../client';
import { type FeedPosition, parsePosition, printPosition } from './feed-position';
import { sendWakeUp } from './notify-feed';
import { readFeedBetween } from './read-feed';
import { type FeedTail, tailFeed } from './tail-feed';

const database = withTestDatabase();
const project = 1 as ProjectId;
const LIMIT = 10_000;
/** What a test opened. */
const open: { stop: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});
afterAll(disconnect);

/** Deterministic numbers below `below`. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: database.url() });
  await client.connect();
  open.push({ stop: () => client.end() });
  return client;
}

/** Writes rows within the transaction that the client is in, if any. Gives their numbers. */
async function write(client: Client, rows = 1): Promise<number[]> {
  const written = await client.query<{ seq: string }>(
    `INSERT INTO runlens.feed (project_id, execution_id, is_new)
     SELECT $1, gen_random_uuid(), true FROM generate_series(1, $2) RETURNING seq`,
    [project, rows],
  );
  return written.rows.map(({ seq }) => Number(seq));
}

interface Reader {
  tail: FeedTail;
  /** Numbers in the order in which they came. */
  seqs: number[];
  gaps: number;
  /** When all that was committed before has been read. */
  caughtUp: () => Promise<FeedPosition>;
  /** When this number has been read. */
  has: (seq: number) => Promise<void>;
}

async function startReader(): Promise<Reader> {
  const waiting: { seq: number; resolve: () => void }[] = [];
  const reader: Reader = {
    seqs: [],
    gaps: 0,
    tail: tailFeed({
      onRows: async (rows) => {
        reader.seqs.push(...rows.map(({ seq }) => seq));
        for (const one of waiting) if (reader.seqs.includes(one.seq)) one.resolve();
      },
      onGap: () => {
        reader.gaps += 1;
      },
    }),
    caughtUp: () => new Promise((resolve) => reader.tail.atNextPosition(resolve)),
    has: (seq) =>
      new Promise((resolve) => {
        waiting.push({ seq, resolve });
        if (reader.seqs.includes(seq)) resolve();
      }),
  };
  open.push({ stop: () => reader.tail.stop() });
  await reader.caughtUp();
  return reader;
}

const sorted = (seqs: Iterable<number>) => Array.from(seqs).sort((a, b) => a - b);

/** Some writers whose transactions overlap and end in any order, a part of them in nothing. */
async function writeAtRandom(seed: number, between: () => Promise<unknown>): Promise<number[]> {
  const roll = dice(seed);
  const writers = await Promise.all(Array.from({ length: 6 }, connect));
  const held = new Map<Client, number[]>();
  const committed: number[] = [];
  for (let step = 0; step < 120; step += 1) {
    const writer = writers[roll(writers.length)] as Client;
    const rows = held.get(writer);
    if (!rows) {
      await writer.query('BEGIN');
      held.set(writer, await write(writer, 1 + roll(3)));
    } else if (roll(3) === 0) {
      rows.push(...(await write(writer)));
    } else {
      const ends = roll(4) > 0;
      await writer.query(ends ? 'COMMIT' : 'ROLLBACK');
      if (ends) committed.push(...rows);
      held.delete(writer);
    }
    if (roll(5) === 0) await between();
  }
  for (const [writer, rows] of held) {
    await writer.query('COMMIT');
    committed.push(...rows);
  }
  return sorted(committed);
}

describe('the tail of the feed', () => {
  it.each([1, 2, 3, 4])(
    'gives every committed row once, whatever the order of the commits (%i)',
    async (seed) => {
      const reader = await startReader();
      const committed = await writeAtRandom(seed, reader.caughtUp);
      await reader.caughtUp();
      expect(committed.length).toBeGreaterThan(50);
      expect(sorted(reader.seqs)).toEqual(committed);
    },
  );

  it('lets a long transaction hold up nobody, and gives its rows when it ends', async () => {
    const reader = await startReader();
    const [slow, quick] = [await connect(), await connect()];
    await slow.query('BEGIN');
    const late = await write(slow, 3);
    const soon: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      soon.push(...(await write(quick, 5)));
      await reader.caughtUp();
      expect(reader.seqs).toEqual(soon);
    }
    await slow.query('COMMIT');
    await reader.caughtUp();
    expect(reader.seqs).toEqual([...soon, ...late]);
  });

  it('gives the same rows to two readers', async () => {
    const [one, other] = [await startReader(), await startReader()];
    const committed = await writeAtRandom(5, one.caughtUp);
    await Promise.all([one.caughtUp(), other.caughtUp()]);
    expect(sorted(one.seqs)).toEqual(committed);
    expect(sorted(other.seqs)).toEqual(committed);
  });

  it.each([6, 7, 8])('goes on from a position after a restart (%i)', async (seed) => {
    const first = await startReader();
    const tokens: string[] = [];
    const before = new Map<string, number[]>();
    const committed = await writeAtRandom(seed, async () => {
      const token = printPosition(await first.caughtUp());
      tokens.push(token);
      before.set(token, [...first.seqs]);
    });
    await first.tail.stop();
    const second = await startReader();
    const now = await second.caughtUp();
    const behind = await writeAtRandom(seed + 100, second.caughtUp);
    await second.caughtUp();
    expect(tokens.length).toBeGreaterThan(5);
    for (const token of tokens) {
      const from = parsePosition(token);
      const missed = from && (await readFeedBetween(project, from, now, LIMIT));
      const all = [
        ...(before.get(token) ?? []),
        ...(missed ?? []).map(({ seq }) => seq),
        ...second.seqs,
      ];
      expect(sorted(all)).toEqual(sorted([...committed, ...behind]));
    }
  });

  it('is woken by a NOTIFY, and reads without one as well', async () => {
    const reader = await startReader();
    const writer = await connect();
    const [unsaid] = await write(writer);
    await reader.has(unsaid ?? 0);
    const [said] = await write(writer);
    await sendWakeUp();
    await reader.has(said ?? 0);
    expect(reader.seqs).toEqual([unsaid, said]);
  });

  it('goes on when the connections that it reads and listens by are cut', async () => {
    const reader = await startReader();
    const writer = await connect();
    const seqs = await write(writer, 2);
    for (let turn = 0; turn < 3; turn += 1) {
      await writer.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name LIKE 'runlens%'`,
      );
      seqs.push(...(await write(writer, 2)));
      await reader.has(seqs.at(-1) ?? 0);
    }
    expect(sorted(reader.seqs)).toEqual(seqs);
    expect(reader.gaps).toBe(0);
  });

  it('never gives rows that came with a copy of another server', async () => {
    const reader = await startReader();
    const writer = await connect();
    await writer.query(
      `INSERT INTO runlens.feed (xid, project_id, execution_id, is_new)
       VALUES ('900000000000', $1, $2, true)`,
      [project, randomUUID()],
    );
    const [own] = await write(writer);
    await reader.caughtUp();
    await reader.caughtUp();
    expect(reader.seqs).toEqual([own]);
  });
});
