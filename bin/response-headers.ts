import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { BODY_ENCODING } from '@/lib/contract/body-encoding';

const NOSNIFF = { 'X-Content-Type-Options': 'nosniff' };

const ALWAYS: Record<string, string> = {
  ...NOSNIFF,
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** What Next gives to pages that hold no data of anybody. A shared cache would keep them over an upgrade. */
const PRERENDERED = /s-maxage=31536000/;

/**
 * What a browser fetches for a page that has its own policies: theirs would be read by nobody, and are
 * half a kilobyte for each of a page's files. A worker is no such thing, and has a policy of its own.
 */
const PARTS_OF_PAGES = new Set(['script', 'style', 'font']);

/** @param destination the request's Sec-Fetch-Dest */
export function isPartOfPage(path: string, destination: string | undefined): boolean {
  return path.startsWith('/_next/static/') && PARTS_OF_PAGES.has(destination ?? '');
}

/**
 * Gives a response the headers that its route did not set. At the last moment, because Next leaves
 * out a header of a route when the response already has one of that name.
 */
export function addDefaultHeaders(
  response: ServerResponse,
  defaults: { csp: string; store: boolean; isPart: boolean },
): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (...args: unknown[]) => {
    const given = args.find((arg) => typeof arg === 'object' && arg !== null) as
      | OutgoingHttpHeaders
      | OutgoingHttpHeader[]
      | undefined;
    const names = new Set(response.getHeaderNames());
    const list = Array.isArray(given)
      ? given.filter((_, index) => index % 2 === 0)
      : Object.keys(given ?? {});
    for (const name of list) names.add(String(name).toLowerCase());
    const add = (name: string, value: string) => {
      if (!names.has(name.toLowerCase())) response.setHeader(name, value);
    };
    const encoding = response.getHeader(BODY_ENCODING);
    if (encoding !== undefined) {
      response.removeHeader(BODY_ENCODING);
      response.setHeader('Content-Encoding', encoding);
    }
    const always = defaults.isPart ? NOSNIFF : ALWAYS;
    for (const [name, value] of Object.entries(always)) add(name, value);
    if (!defaults.isPart) add('Content-Security-Policy', defaults.csp);
    if (!defaults.store) {
      if (PRERENDERED.test(String(response.getHeader('cache-control'))))
        names.delete('cache-control');
      add('Cache-Control', 'no-store');
    }
    return Reflect.apply(writeHead, response, args) as ServerResponse;
  };
}
