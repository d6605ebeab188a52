import { Client, type ClientOptions } from './client.js';
import { storageSpool } from './storage-spool.js';

export type * from './api-types.js';
export { Client, type ClientOptions, RunlensError, type Stats } from './client.js';
export type { Level, Run, RunFields, Step, StepFields } from './run.js';
export type { Spool } from './spool.js';

/** A client for the page's own origin. What is not sent when the page goes is in its storage for the next. */
export function createClient(options: ClientOptions = {}): Client {
  const client = new Client({
    url: location.origin,
    apiKey: '',
    spool: storageSpool(localStorage),
    ...options,
  });
  addEventListener('pagehide', () => client.leavePage());
  return client;
}
