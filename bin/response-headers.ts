import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

const ALWAYS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** What Next gives to pages that hold no data of anybody. A shared cache would keep them over an upgrade. */
const PRERENDERED = /s-maxage=31536000/;

/**
 * Gives a response the headers that its route did not set. At the last moment, because Next leaves
 * out a header of a route when the response already has one of that name.
 */
export function addDefaultHeaders(
  response: ServerResponse,
  defaults: { csp: string; store: boolean },
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
    for (const [name, value] of Object.entries(ALWAYS)) add(name, value);
    add('Content-Security-Policy', defaults.csp);
    if (!defaults.store) {
      if (PRERENDERED.test(String(response.getHeader('cache-control'))))
        names.delete('cache-control');
      add('Cache-Control', 'no-store');
    }
    return Reflect.apply(writeHead, response, args) as ServerResponse;
  };
}
