import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSignInLink } from '@/lib/auth/create-sign-in-link';
import { firstStart } from '@/lib/auth/first-start';
import { disconnect } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { StartProblem } from '@/lib/db/start-problem';
import { fillDemo } from '@/lib/demo/fill-demo';
import type { Env } from '@/lib/env';
import { keepCounts } from '@/lib/retention/keep-counts';
import { keepErrorGroups } from '@/lib/retention/keep-error-groups';
import { keepPartitions } from '@/lib/retention/keep-partitions';
import { makeDays } from '@/lib/retention/make-days';
import type { Ending } from './ending';
import { createHttpServer, type HttpServer } from './http-server';
import { prepareNext } from './prepare-next';
import { readSettings } from './read-settings';
import type { Say } from './say.mjs';
import { startDatabase } from './start-database';
import { startRunner } from './start-worker';
import { withStaticFiles } from './static-files';
import { untilStopped } from './until-stopped';

const HOUSEKEEPING_EVERY_MS = 60 * 60_000;

/** Of the 8 s in which a stop is over; the database takes the rest. */
const REQUESTS_GRACE_MS = 3_000;

export interface StartOptions {
  /** Of the checkout; the process works in it. */
  root: string;
  /** In which the command was called. */
  folder: string;
  dev: boolean;
  /** Whether it runs retries as well, where the settings allow it. */
  worker: boolean;
}

/** The filling is told to stop at once; it goes on at the next start. */
const DEMO_GRACE_MS = 1_500;

/** The one process: HTTP, pages, API, housekeeping, the worker and the embedded database. */
export async function start(options: StartOptions): Promise<void> {
  await untilStopped((say, ending) => run(options, say, ending));
}

async function run(
  { root, folder, dev, worker }: StartOptions,
  say: Say,
  ending: Ending,
): Promise<void> {
  const began = performance.now();
  const settings = readSettings({ root, folder }, say);
  process.env.RUNLENS_DATA_DIR = settings.dataDir;
  // First of all, so that a port in use is told before anything else is touched.
  const http = createHttpServer({ ...settings, dev });
  await listen(http, settings);
  ending.add(() => http.close(0));

  process.env.DATABASE_URL = await startDatabase(settings, say, ending);
  ending.add(disconnect);
  ending.signal.throwIfAborted();
  await prepareDatabase(root, settings, say);
  ending.signal.throwIfAborted();

  const step = say.step('app', dev ? 'starting, with reload' : 'starting');
  const app = await prepareNext({
    root,
    dev,
    server: http.server,
    host: settings.host,
    port: settings.port,
  });
  ending.add(app.close);
  http.serve(dev ? app.handler : withStaticFiles(root, app.handler));
  // Added after what requests need, so that they end before it does.
  ending.add(
    () => http.close(REQUESTS_GRACE_MS),
    () => http.server.closeAllConnections(),
  );
  step.done('ready');
  keepHouse(settings, ending);
  if (worker) await startRunner(settings, say, ending);

  const link = await createSignInLink(settings.publicUrl);
  say.line();
  say.line(`  Open ${say.bold(link)}`);
  say.line(
    say.dim(
      `  The link signs you in once. Ready in ${seconds(performance.now() - began)}; Ctrl-C stops Runlens.`,
    ),
  );
  say.line();
  ending.signal.throwIfAborted();
  if (settings.demo) fillInBackground(settings, say, ending);
}

async function listen(http: HttpServer, { host, port }: Env): Promise<void> {
  try {
    await http.listen();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why: Record<string, string> = {
      EADDRINUSE: `port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
      EACCES: `this user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`,
      EADDRNOTAVAIL: `HOST=${host} is not an address of this machine.`,
      ENOTFOUND: `HOST=${host} is not an address of this machine.`,
    };
    throw new StartProblem(why[code ?? ''] ?? `cannot listen on ${host}:${port}: ${error}`);
  }
}

async function prepareDatabase(root: string, settings: Env, say: Say): Promise<void> {
  const step = say.step('migrations', 'looking');
  const applied = await migrate({
    databaseUrl: process.env.DATABASE_URL ?? '',
    folder: join(root, 'prisma/migrations'),
  });
  await firstStart(settings.apiKey);
  // To export days before they go may take minutes: that is done beside the requests.
  if (settings.exportDir === null) await keepPartitions(reportHousekeeping);
  else await makeDays();
  step.done(applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date');
}

const reportHousekeeping = (error: unknown) => console.error('housekeeping:', error);

function keepHouse({ exportDir }: Env, ending: Ending): void {
  const turn = () => keepPartitions(reportHousekeeping).catch(reportHousekeeping);
  const timer = setInterval(turn, HOUSEKEEPING_EVERY_MS);
  if (exportDir !== null) void turn();
  ending.add(() => clearInterval(timer));
  ending.add(keepCounts((error) => console.error('adding up the counts failed:', error)));
  ending.add(keepErrorGroups((error) => console.error('grouping old failures failed:', error)));
}

function fillInBackground(settings: Env, say: Say, ending: Ending): void {
  const filling = fillDemo({
    baseUrl: localUrl(settings),
    say: (line) => say.row('demo', line),
    signal: ending.signal,
  }).catch((error: unknown) => {
    if (!ending.signal.aborted) console.error('the demo was not filled:', error);
  });
  ending.add(() => Promise.race([filling, sleep(DEMO_GRACE_MS, undefined, { ref: false })]));
}

/** How this process reaches itself: the public URL may lead through a proxy, or nowhere yet. */
function localUrl({ host, port }: Env): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
