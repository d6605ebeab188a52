import { createServer, type Server } from 'node:http';
import next from 'next';
import type { Handler } from './http-server';

/** Next as a request handler. It listens to upgrades of the server it is given: only in development. */
export async function prepareNext(options: {
  root: string;
  dev: boolean;
  server: Server;
  host: string;
  port: number;
}): Promise<{ handler: Handler; close: () => Promise<void> }> {
  const app = next({
    dev: options.dev,
    dir: options.root,
    hostname: options.host,
    port: options.port,
    httpServer: options.dev ? options.server : createServer(),
  });
  await quietly(() => app.prepare());
  const handle = app.getRequestHandler();
  return { handler: (request, response) => handle(request, response), close: () => app.close() };
}

/** Next announces on standard output that it has read its configuration, amid our own lines. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
  }
}
