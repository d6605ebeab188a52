import { homedir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientOptions } from './client.js';
import { fileSpool } from './file-spool.js';

export type * from './api-types.js';
export { Client, type ClientOptions, RunlensError, type Stats } from './client.js';
export { fileSpool } from './file-spool.js';
export type { Level, Run, RunFields, Step, StepFields } from './run.js';
export type { Spool } from './spool.js';

const SPOOL_BYTES = 64 * 1024 * 1024;

export interface NodeOptions extends ClientOptions {
  /** What a program that has nothing else to do waits for the server at its end, in ms. */
  exitMs?: number;
}

/**
 * A client by the environment: RUNLENS_URL, RUNLENS_API_KEY, RUNLENS_SPOOL_DIR. What is not sent when
 * the program ends, however it ends but by a kill, is in the spool for the next one.
 */
export function createClient(options: NodeOptions = {}): Client {
  const { RUNLENS_URL, RUNLENS_API_KEY, RUNLENS_SPOOL_DIR } = process.env;
  const folder = RUNLENS_SPOOL_DIR || join(homedir(), '.cache', 'runlens', 'spool-js');
  const client = new Client({
    url: RUNLENS_URL || 'http://127.0.0.1:3000',
    apiKey: RUNLENS_API_KEY ?? '',
    spool: fileSpool(folder, SPOOL_BYTES),
    ...options,
  });
  process.once('beforeExit', () => client.flush(options.exitMs ?? 5_000));
  process.once('exit', () => client.leave());
  return client;
}
