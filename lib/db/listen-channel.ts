import { Client } from 'pg';
import { databaseUrl } from '@/lib/env';
import { pool } from './client';

export interface ChannelListener {
  /** Whether wake-ups arrive: behind a pooler that shares connections LISTEN says yes and does nothing. */
  isHeard: () => boolean;
  stop: () => Promise<void>;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;
/** A connection that a firewall has dropped says nothing: it is asked, and what is not heard tried again. */
const CHECK_EVERY_MS = 15_000;
const ANSWER_LIMIT_MS = 5_000;

/** Calls `onWake` for every NOTIFY of a channel, over a connection of its own that is made again when it breaks. */
export function listenChannel(channel: string, onWake: () => void): ChannelListener {
  let stopped = false;
  let heard = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let client: Client | undefined;

  async function connect(): Promise<void> {
    const opened = new Client({
      connectionString: databaseUrl() ?? undefined,
      connectionTimeoutMillis: ANSWER_LIMIT_MS,
      query_timeout: ANSWER_LIMIT_MS,
      keepAlive: true,
      application_name: 'runlens live',
    });
    let broken = false;
    const breakOff = () => {
      if (broken) return;
      broken = true;
      heard = false;
      opened.end().catch(() => undefined);
      if (!stopped) later(connect, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    };
    opened.on('error', breakOff);
    opened.on('end', breakOff);
    opened.on('notification', () => {
      heard = true;
      retryMs = FIRST_RETRY_MS;
      onWake();
    });
    try {
      await opened.connect();
      // One that is stopped while it connects would stay open unseen.
      if (stopped) return await opened.end();
      client = opened;
      await opened.query(`LISTEN ${channel}`);
      await check();
    } catch {
      // What is wrong with the database is said by whoever is woken; this only wakes it.
      breakOff();
    }

    /** Whether wake-ups come through is known once one has. */
    async function check(): Promise<void> {
      if (stopped || broken) return;
      await opened.query('SELECT 1');
      if (!heard) await pool().query(`SELECT pg_notify($1, '')`, [channel]);
      later(() => check().catch(breakOff), CHECK_EVERY_MS);
    }
  }

  function later(run: () => Promise<void>, ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
    timer.unref();
  }

  void connect();
  return {
    isHeard: () => heard,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
