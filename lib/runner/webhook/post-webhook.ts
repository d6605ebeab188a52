import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { AddressPolicy } from './address-policy';
import { connectGuarded, type Lookup } from './connect-guarded';

/** Most bytes of an answer that are read. */
const MAX_ANSWER_BYTES = 64 * 1024;

const MAX_HEADER_BYTES = 16 * 1024;

export interface PostLimits {
  connectMs: number;
  totalMs: number;
}

export const POST_LIMITS: PostLimits = { connectMs: 5_000, totalMs: 15_000 };

export interface Posting {
  url: URL;
  headers: Record<string, string>;
  body: string;
  policy: AddressPolicy;
  lookup: Lookup;
  limits: PostLimits;
  signal: AbortSignal;
}

export interface Answer {
  status: number;
  /** Seconds or a date, as sent. */
  retryAfter: string | null;
  /** Null when it was longer than is read. */
  body: string | null;
}

/**
 * Sends one request and reads its answer. A redirect is an answer like any other; nothing is followed, no
 * proxy is asked, no connection is kept. Throws ClosedAddress, or an error in words for everything that
 * is not an answer; `signal` ends it.
 */
export async function postWebhook(posting: Posting): Promise<Answer> {
  const { url, limits, signal } = posting;
  const ending = new AbortController();
  const stop = () => ending.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const total = setTimeout(
    () => ending.abort(new Error(`no answer within ${limits.totalMs / 1000} s`)),
    limits.totalMs,
  );
  const connecting = setTimeout(
    () => ending.abort(new Error(`no connection within ${limits.connectMs / 1000} s`)),
    limits.connectMs,
  );
  try {
    const { policy, lookup } = posting;
    const socket = await connectGuarded(url, policy, lookup, ending.signal);
    clearTimeout(connecting);
    return await ask(socket, posting, ending.signal);
  } finally {
    clearTimeout(total);
    clearTimeout(connecting);
    signal.removeEventListener('abort', stop);
  }
}

function ask(
  socket: Socket,
  { url, headers, body }: Posting,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const asking = request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        ...headers,
        'content-length': String(Buffer.byteLength(body)),
        'accept-encoding': 'identity',
        connection: 'close',
      },
      // Also for https: the socket speaks TLS already. With an agent, even none, it would not be asked for.
      createConnection: () => socket,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    const end = () => asking.destroy(signal.reason as Error);
    signal.addEventListener('abort', end, { once: true });
    const done = () => {
      signal.removeEventListener('abort', end);
      asking.on('error', () => undefined);
      asking.destroy();
    };
    asking.on('error', (error) => {
      done();
      reject(signal.aborted ? signal.reason : error);
    });
    asking.on('upgrade', (_, upgraded) => {
      upgraded.destroy();
      done();
      reject(new Error('it answered with another protocol'));
    });
    asking.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const answer = (text: string | null) => {
        done();
        const retryAfter = response.headers['retry-after'] ?? null;
        resolve({ status: response.statusCode ?? 0, retryAfter, body: text });
      };
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MAX_ANSWER_BYTES) answer(null);
        else parts.push(part);
      });
      response.on('end', () => answer(Buffer.concat(parts).toString('utf8')));
      response.on('error', (error) => {
        done();
        reject(signal.aborted ? signal.reason : error);
      });
      response.on('aborted', () => {
        done();
        reject(signal.aborted ? signal.reason : new Error('its answer broke off'));
      });
    });
    asking.end(body);
  });
}
