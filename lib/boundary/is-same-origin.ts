/**
 * Whether a browser says that our own page sent this. A missing or `null` Origin is refused: every
 * browser sends one with a POST, and `null` is what a sandboxed frame of a stranger sends.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  if (!origin || !URL.canParse(origin)) return false;
  return new URL(origin).host === headers.get('host');
}
