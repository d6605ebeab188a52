import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/app-error';
import { methodsOf } from '@/lib/openapi/methods-of';
import { allowedHosts } from './allowed-hosts';
import { contentSecurityPolicy } from './content-security-policy';
import { addDefaultHeaders, isPartOfPage } from './response-headers';
import { sendProblem } from './send-problem';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  /** For the development server's own socket; Next adds its listener to it. */
  server: Server;
  /** Takes the port. Until `serve` every request is told to come back. */
  listen: () => Promise<void>;
  serve: (handler: Handler) => void;
  /** Takes no new request, ends streams, gives the others `graceMs` to finish, then closes all. */
  close: (graceMs: number) => Promise<void>;
}

/** A slow client may not hold a socket with half a header. */
const HEADERS_TIMEOUT_MS = 10_000;

/** The largest upload over a slow line. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;
/** Longer than a proxy keeps an idle connection: who closes it must not be who is sent a request just then. */
const KEEP_ALIVE_MS = 75_000;

const SWEEP_EVERY_MS = 20;

/** Next believes these; from outside they could only mislead it. */
const INTERNAL_HEADERS = [
  'x-middleware-subrequest',
  'x-nonce',
  'content-security-policy-report-only',
];

/** Asked by orchestrators, by address, and holding no data. */
const OPEN_TO_ANY_HOST = new Set(['/healthz', '/readyz']);

const OF_API = /^\/(api|v1|logs)(\/|$)/;

export function createHttpServer(options: {
  host: string;
  port: number;
  publicUrl: string;
  dev: boolean;
}): HttpServer {
  const { host, port, dev } = options;
  const hosts = allowedHosts(options);
  const open = new Set<ServerResponse>();
  let handler: Handler | null = null;
  let closing = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').replace(/[?#].*/s, '');
    const nonce = randomBytes(16).toString('base64');
    const csp = contentSecurityPolicy(nonce, dev);
    const destination = request.headers['sec-fetch-dest'];
    const isPart = isPartOfPage(path, typeof destination === 'string' ? destination : undefined);
    addDefaultHeaders(response, { csp, store: path.startsWith('/_next/static/'), isPart });
    if (closing) response.setHeader('Connection', 'close');
    if (!hosts.has((request.headers.host ?? '').toLowerCase()) && !OPEN_TO_ANY_HOST.has(path)) {
      const known = [...hosts].join(', ');
      return refuse(
        response,
        421,
        `This Runlens answers under ${known}. To reach it under another name, set RUNLENS_PUBLIC_URL to that origin.`,
      );
    }
    // Next would take its own failure to read it for one of the server (500).
    if (!canDecode(path)) {
      const text = 'The path is no text in UTF-8, percent-encoded';
      if (OF_API.test(path)) return sendProblem(response, new AppError('invalid_input', text));
      return refuse(response, 400, text);
    }
    // Next answers this with nothing, and does not say what the path takes.
    const methods = methodsOf(path);
    if (methods && !methods.includes(request.method ?? '')) {
      const allow = methods.join(', ');
      response.setHeader('Allow', allow);
      const text = `${request.method} is not for this address, which takes ${allow}`;
      return sendProblem(response, new AppError('method_not_allowed', text));
    }
    // The image optimizer is not used, and it has been a way in.
    if (path === '/_next/image') return refuse(response, 404, 'Not found');
    if (!handler) {
      response.setHeader('Retry-After', '2');
      return refuse(response, 503, 'Runlens is starting');
    }
    for (const name of INTERNAL_HEADERS) delete request.headers[name];
    const forwarded = request.headers['x-forwarded-host'];
    if (forwarded !== undefined && !hosts.has(String(forwarded).toLowerCase())) {
      delete request.headers['x-forwarded-host'];
    }
    // Next reads the nonce from here and puts it on its own scripts.
    request.headers['content-security-policy'] = csp;
    request.headers['x-nonce'] = nonce;
    open.add(response);
    response.once('close', () => open.delete(response));
    await handler(request, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) refuse(response, 500, 'Something went wrong');
      else response.destroy();
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  if (!dev)
    server.on('upgrade', (_request, socket) =>
      socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\n\r\n'),
    );

  return {
    server,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      }),
    serve: (next) => {
      handler = next;
    },
    close: async (graceMs) => {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const response of open) if (isEventStream(response)) end(response);
      // A connection that was busy at first stays open for its client's next request otherwise.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS);
      await Promise.race([closed, sleep(graceMs, undefined, { ref: false })]);
      clearInterval(sweep);
      server.closeAllConnections();
    },
  };
}

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isEventStream(response: ServerResponse): boolean {
  return /^text\/event-stream/.test(String(response.getHeader('content-type') ?? ''));
}

/** The route behind it may write once more before it sees the end. */
function end(response: ServerResponse): void {
  response.on('error', () => undefined);
  response.end();
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
