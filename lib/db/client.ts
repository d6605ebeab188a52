import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { databaseUrl } from '@/lib/env';
import { PrismaClient } from './generated/client';

interface Database {
  prisma: PrismaClient;
  pool: Pool;
}

/**
 * Within it a statement ends or is ended by the database; 2 s later the driver no longer waits for a
 * database that does not even say that. What needs longer goes in slices.
 */
const STATEMENT_LIMIT_MS = 20_000;

const holder = globalThis as { runlensDatabase?: Database };

function connect(): Database {
  const connectionString = databaseUrl();
  if (!connectionString) throw new Error('DATABASE_URL is not set: start Runlens with `npm start`');
  const pool = new Pool({
    connectionString,
    max: 12,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_LIMIT_MS,
    query_timeout: STATEMENT_LIMIT_MS + 2_000,
    application_name: 'runlens',
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => console.error('idle database connection lost:', error.message));
  // The same for one that breaks in somebody's hands between two statements: the next one says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function database(): Database {
  holder.runlensDatabase ??= connect();
  return holder.runlensDatabase;
}

/** The Prisma client. Made on first use, so that a build needs no database. */
export function prisma(): PrismaClient {
  return database().prisma;
}

/** The same connections for the statements that Prisma cannot say: unnest batches and DDL. */
export function pool(): Pool {
  return database().pool;
}

/** Ends every connection; the next use connects again. For tests and shutdown. */
export async function disconnect(): Promise<void> {
  const open = holder.runlensDatabase;
  holder.runlensDatabase = undefined;
  if (!open) return;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
