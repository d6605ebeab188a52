import { lookup as systemLookup } from 'node:dns';
import { isIP, type Socket, connect as tcpConnect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { type AddressPolicy, whyClosed } from './address-policy';

/** Every address of a name. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** A place that no webhook may go to; said in words, and not tried again. */
export class ClosedAddress extends Error {}

/** The resolver of the machine; the proxies of the environment are not asked. */
export const resolveName: Lookup = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, found) => {
      if (error) reject(error);
      else resolve(found.map(({ address }) => address));
    });
  });

/**
 * Connects to where a URL points. The name is resolved once, every answer is judged, and the connection
 * goes to an address that was judged: a name that changes its mind in between changes nothing. Nothing is
 * written before the address at the other end has been looked at. Throws ClosedAddress; an error of the
 * network otherwise. `signal` ends it.
 */
export async function connectGuarded(
  url: URL,
  policy: AddressPolicy,
  lookup: Lookup,
  signal: AbortSignal,
): Promise<Socket> {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (secure ? 443 : 80));
  const addresses = isIP(host) ? [host] : await unlessAborted(lookup(host), signal);
  if (addresses.length === 0) throw new Error(`${host} has no address`);
  for (const address of addresses) {
    const reason = whyClosed(address, port, policy);
    if (reason) throw new ClosedAddress(isIP(host) ? reason : `${host}: ${reason}`);
  }
  let failure: unknown;
  for (const address of addresses) {
    try {
      const socket = await opened(tcpConnect({ host: address, port }), 'connect', signal);
      const reason = whyClosed(socket.remoteAddress ?? '', port, policy);
      if (reason) {
        socket.destroy();
        throw new ClosedAddress(reason);
      }
      if (!secure) return socket;
      const servername = isIP(host) ? undefined : host;
      return await opened(tlsConnect({ socket, host, servername }), 'secureConnect', signal);
    } catch (error) {
      if (signal.aborted || error instanceof ClosedAddress) throw error;
      failure = error;
    }
  }
  throw failure;
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

async function opened<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<S> {
  try {
    await unlessAborted(
      new Promise<void>((resolve, reject) => {
        socket.once(event, () => resolve());
        socket.once('error', reject);
      }),
      signal,
    );
    return socket;
  } catch (error) {
    // Whatever it still says is of no interest.
    socket.on('error', () => undefined);
    socket.destroy();
    throw error;
  }
}
