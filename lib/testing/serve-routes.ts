import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';

type Route<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

/**
 * Serves routes on the loopback, for programs that are other processes. A path may have one part
 * `:id`; what a route sends is passed on as it comes.
 */
export async function serveRoutes(routes: Record<string, Route<{ id: string }>>) {
  const table = Object.entries(routes).map(([path, route]) => ({
    pattern: new RegExp(`^${path.replace(':id', '([^/]+)')}$`),
    route,
  }));
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    const headers = new Headers(
      Object.entries(request.headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)] as [string, string]],
      ),
    );
    const found = table.find(({ pattern }) => pattern.test(url.pathname));
    const id = decodeURIComponent(found?.pattern.exec(url.pathname)?.[1] ?? '');
    const { method } = request;
    const body = method === 'POST' ? { body: Readable.toWeb(request), duplex: 'half' } : {};
    const asked = new Request(url, {
      method,
      headers,
      signal: leaving.signal,
      ...body,
    } as RequestInit);
    const answer = found
      ? await found.route(asked, { params: Promise.resolve({ id }) })
      : new Response(null, { status: 404 });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.flushHeaders();
    if (!answer.body) return response.end();
    Readable.fromWeb(answer.body as NodeStream)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Breaks every line off. */
    interrupt: () => server.closeAllConnections(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
